/// Whether training on is of use, judged by what each published round measured on its base model.
///
/// The error rates are those of the totals, which every party sees: stopping by them tells nobody anything.
public struct EarlyStop: Hashable, Sendable {
    /// Published rounds in a row without a lower error rate after which training ends; 0 for never.
    public let patience: Int
    /// The lowest error rate measured, a share of the held-out examples; nil before there is one.
    public private(set) var best: Double?
    /// Published rounds since that was measured.
    public private(set) var stalled = 0

    /// - Parameter errorRates: of the base models of the rounds that were published so far, in order; nil where nothing
    ///   was held out.
    public init(patience: Int, errorRates: [Double?] = []) {
        self.patience = patience
        for errorRate in errorRates { measured(errorRate) }
    }

    /// A round is published whose base model has this error rate; one that says nothing counts neither way.
    public mutating func measured(_ errorRate: Double?) {
        guard let errorRate else { return }
        if best.map({ errorRate < $0 }) ?? true { (best, stalled) = (errorRate, 0) } else { stalled += 1 }
    }

    /// Whether training ends.
    public var isDue: Bool { patience > 0 && stalled >= patience }
}
