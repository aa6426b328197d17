import Federation
import GrokTesting
import Primitives
import RoundStore
import Testing
import Wire

@testable import GrokServer

/// A roster that comes while the server runs.
@Suite struct RosterChangeTests {
    private func rosters(_ connection: ConnectionID, of bench: ServerBench) -> [SignedBytes] {
        bench.take(connection).compactMap { if case .welcome(let welcome) = $0 { welcome.roster } else { nil } }
    }

    @Test func everybodyWhoStaysIsSentIt() throws {
        let bench = try ServerBench()
        let connections = try bench.connectAll()
        for connection in connections { _ = bench.take(connection) }
        let roster = try bench.documents.roster(number: 2, without: [bench.names[1]])
        try bench.handle(.rosterChanged(roster))
        for index in [0, 2] {
            let sent = rosters(connections[index], of: bench)
            #expect(sent.map(\.content) == [roster.bytes] && sent.map(\.signature) == [roster.signature])
        }
        #expect(bench.log.events.contains { $0.name == "roster.changed" && $0.message.contains("-bob") })
    }

    @Test func whoWasRevokedIsDisconnectedAndRefusedFromThenOn() throws {
        let bench = try ServerBench()
        let connections = try bench.connectAll()
        let early = try bench.dial(bench.names[1])  // Connected, but has not said hello.
        try bench.handle(.rosterChanged(bench.documents.roster(number: 2, without: [bench.names[1]])))
        #expect(bench.rejection(connections[1]) == .notInRoster && bench.closed == [connections[1]])
        #expect(bench.rejection(connections[0]) == nil && bench.rejection(connections[2]) == nil)
        try bench.receive(bench.hello(1), from: early)
        #expect(bench.rejection(early) == .notInRoster)
        let again = try bench.connect(bench.names[1])
        #expect(bench.rejection(again) == .notInRoster)
        try bench.handle(.disconnected(connections[1]))
        #expect(bench.node.machine.connected == [bench.names[0], bench.names[2]])
    }

    @Test func anOpenRoundGoesOnWithoutTheRevoked() throws {
        let bench = try ServerBench()
        let connections = try bench.connectAll()
        let announcement = try bench.announcement
        try bench.upload(bench.contribution(of: bench.names[1], to: announcement), on: connections[1])
        try bench.finishJobs()
        try bench.handle(.rosterChanged(bench.documents.roster(number: 2, without: [bench.names[1]])))
        for index in [0, 2] {
            try bench.upload(bench.contribution(of: bench.names[index], to: announcement), on: connections[index])
        }
        try bench.finishJobs()
        #expect(try bench.store.rounds().first?.contributors == [bench.names[0], bench.names[2]])
        // Restarted, it is still so.
        let federation = bench.node.federation
        let restarted = try ServerNode(
            federation: federation, store: bench.store, options: bench.node.options, logger: bench.log.logger,
            at: bench.now)
        guard case .decrypting(let decrypting) = restarted.machine.state else { return #expect(Bool(false)) }
        #expect(decrypting.contributors == [bench.names[0], bench.names[2]])
    }

    @Test func whatIsBeingCheckedOfTheRevokedDoesNotCount() throws {
        let bench = try ServerBench()
        let connections = try bench.connectAll()
        let announcement = try bench.announcement
        try bench.upload(bench.contribution(of: bench.names[1], to: announcement), on: connections[1])
        try bench.handle(.rosterChanged(bench.documents.roster(number: 2, without: [bench.names[1]])))
        try bench.finishJobs()
        #expect(try bench.store.contribution(round: 1, participant: bench.names[1]) == nil)
        #expect(bench.acknowledgements(connections[1]) == 0)
    }

    @Test func aFrozenSumStaysWhatItIs() throws {
        let bench = try ServerBench()
        let connections = try bench.connectAll()
        try bench.contributeAll(connections)
        try bench.handle(.rosterChanged(bench.documents.roster(number: 2, without: [bench.names[1]])))
        try bench.handle(.disconnected(connections[1]))
        try bench.answerAll(connections)
        #expect(try bench.phase(1) == .published)
        #expect(try bench.store.rounds().first?.contributors == bench.names)
        // The next round is announced under the new roster, to those on it.
        #expect(try bench.announcement.rosterNumber == 2)
    }

    @Test func aNewcomerIsLetInFromThenOn() throws {
        let bench = try ServerBench()
        let connections = try bench.connectAll()
        let (name, key) = (try PartyName("carol"), try SigningKey.generate())
        let carol = ConnectionID(50)
        try bench.handle(.connected(carol, name: name, key: key.verificationKey))
        try bench.receive(bench.hello(2), from: carol)
        #expect(bench.rejection(carol) == .notInRoster)
        #expect(
            bench.log.events.contains { $0.name == "participant.rejected" && $0.message.contains("bring roster.pem") })

        let roster = bench.documents.roster.content.adding(name, key: key.verificationKey)
        let signed = try SignedDocument(
            roster, name: Roster.documentName, signer: bench.documents.authority.key)
        try bench.handle(.rosterChanged(signed))
        let again = ConnectionID(51)
        try bench.handle(.connected(again, name: name, key: key.verificationKey))
        try bench.receive(bench.hello(2), from: again)
        #expect(bench.rejection(again) == nil && rosters(again, of: bench).isEmpty)
        #expect(bench.node.machine.connected == Set(bench.names + [name]))
        #expect(rosters(connections[0], of: bench).count == 1)
    }

    @Test func anOlderRosterChangesNothing() throws {
        let bench = try ServerBench()
        let connections = try bench.connectAll()
        try bench.handle(.rosterChanged(bench.documents.roster(number: 3, without: [])))
        for connection in connections { _ = bench.take(connection) }
        try bench.handle(.rosterChanged(bench.documents.roster(number: 2, without: [bench.names[1]])))
        #expect(bench.closed.isEmpty && rosters(connections[0], of: bench).isEmpty)
        #expect(bench.node.federation.roster.content.number == 3)
    }
}

extension ServerBench {
    /// A hello of somebody who knows this roster.
    func hello(_ rosterNumber: Int) -> WireMessage {
        .hello(
            Hello(
                version: protocolVersion, federation: hello.federation, manifest: hello.manifest,
                rosterNumber: rosterNumber, model: nil))
    }
}
