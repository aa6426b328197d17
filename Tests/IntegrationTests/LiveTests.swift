import Federation
import GrokClient
import GrokServer
import GrokTesting
import Primitives
import RoundStore
import Testing

/// What only real connections and processes' ends show.
///
/// A busy machine may let a federation run far ahead of its test: while the test interferes, the run has no end.
@Suite struct LiveTests {
    private let folder: TemporaryFolder
    private let scenario = Scenario()
    private let documents: TestFederation

    init() throws {
        folder = try TemporaryFolder()
        documents = try scenario.makeDocuments()
    }

    /// A server with participants, or the same again with the state of before.
    private func start(rounds: Int = 1_000_000, _ names: ArraySlice<PartyName>) throws -> LiveFederation {
        var options = scenario.options
        (options.rounds, options.gatherSeconds) = (rounds, 0)
        let live = try LiveFederation(
            documents, options: options, data: scenario.data, seed: scenario.seed, folder: folder)
        try live.startServer()
        for name in names { try live.start(name) }
        return live
    }

    /// Two rounds more, to the end; every round there ever was is what it must be.
    private func finish() async throws {
        let interrupted = try start([])
        let published = try interrupted.serverStore.snapshot().published
        try await interrupted.close()
        let live = try start(rounds: published + 2, documents.names[...])
        for name in documents.names {
            guard case .outcome(.finished(_, published + 2, _))? = await live.exit(of: name) else {
                Issue.record("\(name) did not finish")
                continue
            }
        }
        #expect(await live.serverExit() == .finished)
        var plain = try scenario.makePlain(documents)
        for round in try live.serverStore.rounds() where round.phase != .abandoned {
            let expected = try plain.play(round.announcement, contributors: round.contributors)
            #expect(round.conclusion?.model == expected.model)
            #expect(round.conclusion?.totals == expected.totals)
        }
        try await live.close()
    }

    @Test func participantThatIsStoppedComesBack() async throws {
        let live = try start(documents.names[...])
        let alice = documents.names[0]
        for round in 1...2 {
            _ = await live.log.first { $0.name == "round.opened" && $0.round == round }
            try await live.stop(alice)
            try live.start(alice)
        }
        try await live.close()
        try await finish()
    }

    @Test func serverThatIsStoppedInAnyPhaseGoesOnWithItsState() async throws {
        for event in [
            "round.opened", "contribution.accepted", "round.aggregated", "commit.verified", "quorum.reached",
            "share.verified",
        ] {
            let live = try start(documents.names[...])
            _ = await live.log.first { $0.name == event }
            try await live.close()
        }
        try await finish()
    }

    @Test func lateParticipantTakesPart() async throws {
        let live = try start(documents.names.dropLast())
        _ = await live.log.first { $0.name == "round.opened" }
        let late = documents.names[2]
        try live.start(late)
        _ = await live.log.first { $0.name == "contribution.accepted" && $0.participant == late.text }
        try await live.close()
        try await finish()
    }
}
