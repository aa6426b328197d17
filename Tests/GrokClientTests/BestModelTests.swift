import Federation
import GrokTesting
import Primitives
import RoundStore
import Testing

@testable import GrokClient

/// Which of the models that were measured is kept as the best.
@Suite struct BestModelTests {
    private let bench: ClientBench

    init() throws { bench = try ClientBench() }

    /// A verified round whose contributors found so many errors of ten on its base model, and published `model`.
    private func verify(errors: Int?, publishing model: UInt8) throws {
        let head = bench.node.machine.head
        let next = ChainHead(
            transcript: Digest(sha256: [0, model]), model: Digest(sha256: [model]), round: head.round + 1)
        let announcement = try bench.announcement(
            round: next.round, baseModel: head.model, previousTranscript: head.transcript)
        let transcript = Transcript(
            announcement: announcement, contributions: [], commits: [], shares: [], ciphertexts: [], hashes: [],
            sum: [], outcome: .published(model: next.model))
        let totals = errors.map { errors in
            MetricTotals(
                weightUnits: 1, heldOutExamples: 10, truePositives: 0, falsePositives: errors / 2,
                falseNegatives: errors - errors / 2, lossSum: 10 / Double(1 + errors), clippedComponents: 0)
        }
        let step = TranscriptVerifier.Step(head: next, parameters: nil, totals: totals)
        bench.handle(.done(.verified(after: head, transcript, step)))
    }

    /// Whatever the losses, which fall here as errors rise; of equally good models the newest.
    @Test func theFewestErrorsAreTheBest() throws {
        try verify(errors: 1, publishing: 1)
        // Where everybody begins is nobody's model, however it was measured.
        #expect(bench.store.bestModel() == nil)
        try verify(errors: 5, publishing: 2)
        #expect(bench.store.bestModel()?.digest == Digest(sha256: [1]))
        try verify(errors: 2, publishing: 3)
        #expect(bench.store.bestModel()?.digest == Digest(sha256: [2]))
        try verify(errors: 2, publishing: 4)
        try verify(errors: 7, publishing: 5)
        let best = try #require(bench.store.bestModel())
        #expect(best == (Digest(sha256: [3]), 0.2))
        #expect(bench.log.events.filter { $0.name == "model.best" }.count == 3)
    }

    @Test func whatWasNotMeasuredIsNotTheBest() throws {
        try verify(errors: nil, publishing: 1)
        try verify(errors: nil, publishing: 2)
        #expect(bench.store.bestModel() == nil)
    }
}
