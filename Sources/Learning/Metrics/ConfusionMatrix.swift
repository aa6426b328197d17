import Glibc

/// How often each class was taken for each.
public struct ConfusionMatrix: Sendable, Equatable {
    /// `counts[actual][predicted]`.
    public private(set) var counts: [[Int]]

    /// Nothing counted yet, of so many classes.
    public init(classes: Int) {
        counts = Array(repeating: Array(repeating: 0, count: classes), count: classes)
    }

    /// The counts of predictions against what is right.
    public init(classes: Int, predicted: [Int], actual: [Int]) {
        precondition(predicted.count == actual.count, "\(predicted.count) predictions of \(actual.count) examples")
        self.init(classes: classes)
        for (predicted, actual) in zip(predicted, actual) { record(predicted: predicted, actual: actual) }
    }

    /// Counts one example.
    public mutating func record(predicted: Int, actual: Int) {
        counts[actual][predicted] += 1
    }

    /// The part told right; nil without examples.
    public var accuracy: Double? {
        let total = counts.joined().reduce(0, +)
        return total > 0 ? Double(counts.indices.reduce(0) { $0 + counts[$1][$1] }) / Double(total) : nil
    }

    /// The F1 of each class; nil for one that neither occurred nor was predicted.
    public var f1: [Double?] {
        counts.indices.map { one in
            let (actual, predicted) = (counts[one].reduce(0, +), counts.reduce(0) { $0 + $1[one] })
            return actual + predicted > 0 ? 2 * Double(counts[one][one]) / Double(actual + predicted) : nil
        }
    }
}

/// e to the mean cross-entropy in nats: among how many equally likely words a model is undecided.
public func perplexity(crossEntropy: Double) -> Double {
    exp(crossEntropy)
}
