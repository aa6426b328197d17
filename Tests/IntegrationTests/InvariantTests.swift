import Federation
import GrokClient
import GrokServer
import Paillier
import Primitives
import RoundStore
import Testing
import Wire

@testable import GrokTesting

/// What a simulation holds everybody to can be broken, and is noticed then.
@Suite struct InvariantTests {
    typealias Sabotage = SabotagedStore.Sabotage

    static let expectations: [(Sabotage, SimulationFailure.Kind, String)] = [
        (.forgets, .promise, "acknowledged what is not stored"),
        (.losesCiphertexts, .promise, "the acknowledged contribution of"),
        (.leavesOut, .promise, "leaves out"),
        (.changesSum, .promise, "has another sum than before"),
        (.repeatsSum, .promise, "are two sums on one model"),
        (.reopens, .promise, "takes contributions again"),
        (.inventsContributor, .promise, "that is not stored"),
        (.keepsModel, .sum, "round 1 is not the sum of"),
        (.damagesTranscripts, .outcome, "distrusted"),
        (.opensNothing, .progress, "did not come to an end"),
    ]

    @Test(arguments: expectations)
    func aServersStoreThatErrsIsNoticed(sabotage: Sabotage, kind: SimulationFailure.Kind, text: String) {
        let example = SimulationCase(seed: 4, latency: 1)
        let failure = #expect(throws: SimulationFailure.self) {
            try example.run { SabotagedStore(sabotage, faults: $0) }
        }
        #expect(failure?.kind == kind)
        #expect(failure?.description.contains(text) == true, "\(failure?.description ?? "")")
    }

    private let simulation: SimulatedFederation
    private let first = Digest(sha256: [1])
    private let second = Digest(sha256: [2])

    init() throws {
        let documents = try TestFederation(["alice", "bob", "sue"], rows: 16)
        simulation = try SimulatedFederation(
            documents, options: ServerOptions(), data: (0..<3).map { TestData.examples(count: 8, seed: $0) }, seed: 1)
    }

    private func check(_ change: (inout Ledger) throws -> Void) throws {
        var ledger = Ledger()
        try change(&ledger)
        try ledger.check(simulation.serverStore, clients: simulation.clients, members: [], onEnd: { _ in })
    }

    private func note(_ messages: WireMessage...) throws {
        try check { ledger in
            for message in messages {
                ledger.note(
                    message, of: simulation.clients[0], store: simulation.serverStore, clients: simulation.clients,
                    quorum: 2)
            }
        }
    }

    private func contribution(root: Digest) throws -> WireMessage {
        let name = simulation.clients[0].name
        let statement = ContributionStatement(
            announcement: first, participant: name, header: ContributionHeader(randomisers: [], proof: []), root: root)
        return try .contribution(SignedContribution(statement, signer: simulation.documents.key(of: name)))
    }

    @Test func aSecondContributionToARound() throws {
        try note(contribution(root: first), contribution(root: first))
        #expect(throws: Ledger.Breach.self) { try note(contribution(root: first), contribution(root: second)) }
    }

    @Test func anAcknowledgementForARoundThatIsNotThere() throws {
        let word = Acknowledgement(
            announcement: first, participant: simulation.clients[0].name, contribution: second, signature: [])
        #expect(throws: Ledger.Breach.self) {
            try check { $0.note(.acknowledgement(word), store: simulation.serverStore) }
        }
    }

    private func commitment(to sum: Digest, of names: [PartyName]) -> HolderMachine.Commitment {
        HolderMachine.Commitment(
            announcement: first, baseModel: first, previousTranscript: first, sum: sum, round: 1, contributors: names)
    }

    @Test func aCommitThatIsNotWrittenDown() throws {
        let client = simulation.clients[0]
        let commit = try SumCommit(
            announcement: first, baseModel: first, sum: second, holder: 1, instance: client.store.instance(),
            signer: simulation.documents.key(of: client.name))
        #expect(throws: Ledger.Breach.self) { try note(.commit(commit)) }
        try client.store.saveCommitment(commitment(to: second, of: [client.name]))
        try note(.commit(commit))
    }

    @Test func sharesOfASumThatTooFewHaveCommittedTo() throws {
        let client = simulation.clients[0]
        let statement = ShareStatement(sum: second, holder: 1, blocks: [0], payload: first)
        let share = try SignedShare(statement, signer: simulation.documents.key(of: client.name))
        try client.store.saveCommitment(commitment(to: second, of: [client.name]))
        #expect(throws: Ledger.Breach.self) { try note(.share(ShareAnnouncement(share: share, byteCount: 1))) }
    }

    @Test func twoSumsOnOneModel() throws {
        let names = simulation.clients.map(\.name)
        try simulation.clients[0].store.saveCommitment(commitment(to: first, of: names))
        try check { _ in }
        try simulation.clients[1].store.saveCommitment(commitment(to: second, of: Array(names.dropLast())))
        #expect(throws: Ledger.Breach.self) { try check { _ in } }
    }

    /// Three holders, of whom two have to agree, and one never accepts a newer roster: the others do.
    @Test func aReluctantHolderIsNotWaitedFor() throws {
        for seed in 1...10 as ClosedRange<UInt64> {
            var example = SimulationCase(seed: seed, strikes: Array(1...8), isTurbulent: true, latency: 1)
            example.reluctant = 1
            #expect(throws: Never.self) { try example.run() }
        }
    }
}
