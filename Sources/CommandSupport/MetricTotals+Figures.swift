package import Federation

extension MetricTotals {
    /// Loss and accuracy, to three places, as every log and table shows them.
    package var figures: String {
        guard let loss, let accuracy else { return "no mail held out" }
        return "loss \(Quantity.decimals(loss)) accuracy \(Quantity.decimals(accuracy))"
    }
}
