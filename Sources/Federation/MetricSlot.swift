/// The metrics in the order of their slots.
enum MetricSlot: Int, CaseIterable {
    case weightUnits, heldOutExamples, truePositives, falsePositives, falseNegatives, lossSum, clippedComponents

    /// Units of the loss in its slot, a nat: a sum over 2^24 examples of 64 nats each fits 40 bits.
    static let lossUnits = 1024.0

    func value(weightUnits: Int, metrics: LocalMetrics) -> Double {
        switch self {
        case .weightUnits: Double(weightUnits)
        case .heldOutExamples: Double(metrics.heldOutExamples)
        case .truePositives: Double(metrics.truePositives)
        case .falsePositives: Double(metrics.falsePositives)
        case .falseNegatives: Double(metrics.falseNegatives)
        case .lossSum: (metrics.lossSum * Self.lossUnits).rounded()
        case .clippedComponents: Double(metrics.clippedComponents)
        }
    }
}

extension MetricTotals {
    init(slots: [UInt64]) {
        func slot(_ slot: MetricSlot) -> Int { Int(slots[slot.rawValue]) }
        self.init(
            weightUnits: slot(.weightUnits), heldOutExamples: slot(.heldOutExamples),
            truePositives: slot(.truePositives), falsePositives: slot(.falsePositives),
            falseNegatives: slot(.falseNegatives), lossSum: Double(slot(.lossSum)) / MetricSlot.lossUnits,
            clippedComponents: slot(.clippedComponents))
    }
}
