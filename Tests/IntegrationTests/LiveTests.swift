import Federation
import GrokClient
import GrokServer
import GrokTesting
import Primitives
import RoundStore
import Testing

/// What only real connections and processes' ends show.
@Suite struct LiveTests {
    private func federation(
        _ scenario: Scenario, _ documents: TestFederation, _ folder: TemporaryFolder
    ) throws -> LiveFederation {
        try LiveFederation(
            documents, options: scenario.options, data: scenario.data, seed: scenario.seed, folder: folder)
    }

    /// Stopped and started again by turns, with the state of before: what it has signed is sent again, not made anew.
    @Test func participantThatIsStoppedComesBack() async throws {
        let scenario = Scenario(rounds: 4)
        let documents = try scenario.makeDocuments()
        let live = try federation(scenario, documents, TemporaryFolder())
        try live.startServer()
        for name in documents.names { try live.start(name) }
        let alice = documents.names[0]
        for round in 1...2 {
            _ = await live.log.first { $0.name == "round.opened" && $0.round == round }
            try await live.stop(alice)
            try live.start(alice)
        }
        for name in documents.names {
            guard case .outcome(.finished(_, 4, _))? = await live.exit(of: name) else {
                Issue.record("\(name) did not finish")
                continue
            }
        }
        #expect(await live.serverExit() == .finished)
        var plain = try scenario.makePlain(documents)
        for round in try live.serverStore.rounds() where round.phase != .abandoned {
            let expected = try plain.play(round.announcement, contributors: round.contributors)
            #expect(round.conclusion?.model == expected.model)
        }
        try await live.close()
    }

    @Test func serverThatIsStoppedInAnyRoundGoesOnWithItsState() async throws {
        let folder = try TemporaryFolder()
        let scenario = Scenario(rounds: 4)
        let documents = try scenario.makeDocuments()
        for event in ["round.opened", "contribution.accepted", "round.aggregated", "share.verified"] {
            let live = try federation(scenario, documents, folder)
            try live.startServer()
            for name in documents.names { try live.start(name) }
            _ = await live.log.first { $0.name == event && $0.message.hasPrefix("round") }
            try await live.close()
        }
        let live = try federation(scenario, documents, folder)
        try live.startServer()
        for name in documents.names { try live.start(name) }
        #expect(await live.serverExit() == .finished)
        let rounds = try live.serverStore.rounds()
        #expect(rounds.count { $0.phase == .published } == 4)
        var plain = try scenario.makePlain(documents)
        for round in rounds where round.phase != .abandoned {
            let expected = try plain.play(round.announcement, contributors: round.contributors)
            #expect(round.conclusion?.model == expected.model)
        }
        try await live.close()
    }

    @Test func lateParticipantJoinsTheOpenRound() async throws {
        var scenario = Scenario(rounds: 2)
        scenario.options.gatherSeconds = 0
        let documents = try scenario.makeDocuments()
        let live = try federation(scenario, documents, TemporaryFolder())
        try live.startServer()
        for name in documents.names.dropLast() { try live.start(name) }
        _ = await live.log.first { $0.name == "round.opened" }
        try live.start(documents.names[2])
        for name in documents.names {
            guard case .outcome(.finished)? = await live.exit(of: name) else {
                Issue.record("\(name) did not finish")
                continue
            }
        }
        try await live.close()
    }
}
