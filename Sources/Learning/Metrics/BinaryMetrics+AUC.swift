extension BinaryMetrics {
    /// The area under the receiver operating characteristic: the probability that a random positive scores above a
    /// random negative, a tie counting one half (Mann and Whitney's U by mid-ranks).
    ///
    /// - Parameters:
    ///   - scores: any monotonic measure: logits or probabilities.
    ///   - labels: as many as scores.
    /// - Returns: nil unless both classes occur and every score is a number.
    public static func auc(scores: [Float], labels: [Bool]) -> Double? {
        precondition(scores.count == labels.count, "\(scores.count) scores of \(labels.count) labels")
        guard !scores.contains(where: \.isNaN) else { return nil }
        let order = scores.indices.sorted { scores[$0] < scores[$1] }
        var positives = 0
        var wins = 0.0
        var negativesBelow = 0
        var start = 0
        while start < order.count {
            let end = order[start...].firstIndex { scores[$0] > scores[order[start]] } ?? order.count
            let tiedPositives = order[start..<end].count { labels[$0] }
            let tiedNegatives = end - start - tiedPositives
            wins += Double(tiedPositives) * (Double(negativesBelow) + Double(tiedNegatives) / 2)
            positives += tiedPositives
            negativesBelow += tiedNegatives
            start = end
        }
        guard positives > 0, negativesBelow > 0 else { return nil }
        return wins / (Double(positives) * Double(negativesBelow))
    }

    /// The area under the receiver operating characteristic of `model` on `examples`; nil unless both classes occur.
    public static func auc(_ model: SpamModel, on examples: some Collection<SparseExample>) -> Double? {
        auc(scores: examples.map { model.logit($0) }, labels: examples.map(\.label))
    }
}
