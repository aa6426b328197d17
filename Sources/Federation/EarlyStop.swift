/// Whether training on is of use, judged by what each published round measured on its base model.
///
/// The losses are those of the totals, which every party sees: stopping by them tells nobody anything.
public struct EarlyStop: Hashable, Sendable {
    /// Published rounds in a row without a lower loss after which training ends; 0 for never.
    public let patience: Int
    /// The lowest loss measured, in nats a held-out example; nil before there is one.
    public private(set) var best: Double?
    /// Published rounds since that loss was measured.
    public private(set) var stalled = 0

    /// - Parameter losses: of the base models of the rounds that were published so far, in order; nil where nothing was
    ///   held out.
    public init(patience: Int, losses: [Double?] = []) {
        self.patience = patience
        for loss in losses { measured(loss) }
    }

    /// A round is published whose base model has this loss; one that says nothing counts neither way.
    public mutating func measured(_ loss: Double?) {
        guard let loss else { return }
        if best.map({ loss < $0 }) ?? true { (best, stalled) = (loss, 0) } else { stalled += 1 }
    }

    /// Whether training ends.
    public var isDue: Bool { patience > 0 && stalled >= patience }
}
