import Federation
import GrokTesting
import Primitives
import RoundStore
import Testing
import Wire

@testable import GrokClient

/// A server welcomes again when the roster changes.
@Suite struct RosterWelcomeTests {
    private func welcome(_ bench: ClientBench, _ roster: SignedDocument<Roster>?) -> WireMessage {
        let document = roster.map { SignedBytes(content: $0.bytes, signature: $0.signature) }
        return .welcome(
            Welcome(roster: document, published: 7, rounds: 9, model: bench.documents.manifest.content.initialModel))
    }

    private func fetches(_ bench: ClientBench) -> Int {
        bench.effects.count { if case .send(.fetch) = $0 { true } else { false } }
    }

    /// A transcript is being fetched: it is not fetched twice.
    @Test func aSecondWelcomeBringsTheRosterAndNothingElse() throws {
        let bench = try ClientBench()
        bench.receive(bench.concluded(1, transcript: Digest(sha256: "next".utf8)))
        #expect(fetches(bench) == 1)
        let roster = try bench.documents.roster(number: 2, without: [bench.documents.names[1]])
        bench.receive(welcome(bench, roster))
        #expect(fetches(bench) == 1 && !bench.isDisconnecting)
        #expect(bench.node.roster.digest == roster.digest && bench.node.published == 1)
        #expect(bench.node.acceptedRoster == 1)
        #expect(bench.log.events.contains { $0.name == "roster.changed" && $0.message.contains("-bob") })
        #expect(bench.store.roster()?.content == roster.bytes)
        bench.receive(welcome(bench, nil))
        #expect(fetches(bench) == 1 && bench.node.roster.digest == roster.digest)
    }

    @Test func aForgedRosterInItIsNoticed() throws {
        let bench = try ClientBench()
        let foreign = try TestFederation(["alice", "bob", "sue"])
        bench.receive(welcome(bench, try foreign.roster(number: 2, without: [])))
        #expect(bench.isDisconnecting && bench.node.roster.content.number == 1)
    }

    @Test func theRoundOfTheRosterBeforeGoesOn() throws {
        let bench = try ClientBench()
        let announcement = try bench.announcement()
        try bench.announce(announcement)
        bench.receive(welcome(bench, try bench.documents.roster(number: 2, without: [bench.documents.names[1]])))
        bench.effects = []
        try bench.announce(announcement)
        #expect(bench.node.machine.round?.digest == announcement.digest)
        // One that comes only now, under the old roster, is another matter.
        try bench.announce(bench.announcement(round: 2))
        let declined = bench.effects.contains { if case .send(.refused) = $0 { true } else { false } }
        #expect(declined && bench.node.machine.round?.digest == announcement.digest)
    }
}
