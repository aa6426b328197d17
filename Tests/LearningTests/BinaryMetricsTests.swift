import Testing

@testable import Learning

struct BinaryMetricsTests {
    @Test func counts() {
        var metrics = BinaryMetrics()
        let outcomes: [(Float, Bool)] = [
            (2, true), (1, false), (-1, true), (-3, false), (0, false), (0, true), (5, true),
        ]
        for (logit, label) in outcomes { metrics.record(logit: logit, label: label) }
        #expect(metrics.truePositives == 2 && metrics.falsePositives == 1)
        #expect(metrics.falseNegatives == 2 && metrics.trueNegatives == 2)
        #expect(metrics.examples == 7 && metrics.correct == 4 && metrics.accuracy == 4.0 / 7)
        #expect(metrics.precision == 2.0 / 3 && metrics.recall == 0.5 && metrics.f1 == 4.0 / 7)
        let expected: Double = [0.126928, 1.313262, 1.313262, 0.048587, 0.693147, 0.693147, 0.006715].reduce(0, +)
        #expect(abs(metrics.lossSum - expected) < 1e-5)
        #expect((metrics + metrics).loss == metrics.loss)
        #expect((metrics + metrics).examples == 14)
    }

    @Test func nothingIsNotZero() {
        let metrics = BinaryMetrics()
        #expect(metrics.accuracy == nil && metrics.loss == nil && metrics.f1 == nil)
        #expect(metrics.precision == nil && metrics.recall == nil)
    }

    @Test func areaUnderTheCurve() {
        #expect(BinaryMetrics.auc(scores: [0.1, 0.4, 0.35, 0.8], labels: [false, false, true, true]) == 0.75)
        #expect(BinaryMetrics.auc(scores: [1, 1, 1, 1], labels: [false, true, true, false]) == 0.5)
        #expect(BinaryMetrics.auc(scores: [1, 2], labels: [true, false]) == 0)
        #expect(BinaryMetrics.auc(scores: [1, 2], labels: [true, true]) == nil)
        #expect(BinaryMetrics.auc(scores: [], labels: []) == nil)
        #expect(BinaryMetrics.auc(scores: [1, .nan], labels: [true, false]) == nil)
    }

    /// Against the definition, over all pairs, with many ties.
    @Test(arguments: 1...8 as ClosedRange<UInt64>) func areaByPairs(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let scores = (0..<120).map { _ in Float(generator.integer(below: 12)) }
        let labels = (0..<120).map { _ in generator.integer(below: 4) == 0 }
        var wins = 0.0
        var pairs = 0.0
        for i in scores.indices where labels[i] {
            for j in scores.indices where !labels[j] {
                pairs += 1
                wins += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0
            }
        }
        #expect(try #require(BinaryMetrics.auc(scores: scores, labels: labels)) == wins / pairs, "seed \(seed)")
    }
}
