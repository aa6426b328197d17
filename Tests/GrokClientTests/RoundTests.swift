import Federation
import GrokTesting
import Paillier
import Primitives
import RoundStore
import Testing
import Wire

@testable import GrokClient

/// What a participant tells the server about a round, and remembers of it.
@Suite struct RoundTests {
    @Test func declinesARoundOutsideTheManifestsBounds() throws {
        let bench = try ClientBench()
        let announcement = try bench.announcement(hyperParameters: HyperParameters(epochs: 1000))
        try bench.announce(announcement)
        #expect(bench.declined == [announcement.digest])
        #expect(!bench.isPreparing)
    }

    @Test func declinesARoundThatRefusedItBefore() throws {
        let bench = try ClientBench()
        let announcement = try bench.announcement()
        let statement = ContributionStatement(
            announcement: announcement.digest, participant: bench.documents.names[0], header: .empty,
            root: Digest(sha256: []))
        let contribution = try SignedContribution(
            statement, signer: bench.documents.key(of: bench.documents.names[0]))
        try bench.store.saveContribution(OwnContribution(round: 1, contribution: contribution, state: .prepared))
        bench.receive(.contributionRefused(announcement: announcement.digest, reason: "late"))
        try bench.announce(announcement)
        #expect(bench.declined == [announcement.digest])
        #expect(!bench.isPreparing)
    }

    @Test func takesPartInAnHonestRound() throws {
        let bench = try ClientBench()
        try bench.announce(bench.announcement())
        #expect(bench.declined.isEmpty)
        #expect(bench.isPreparing)
    }

    @Test func anAnnouncementThatTheServerDidNotSignIsNotBelieved() throws {
        let bench = try ClientBench()
        try bench.announce(bench.announcement(), signer: SigningKey.generate())
        #expect(bench.isDisconnecting)
        #expect(!bench.isPreparing)
    }

    @Test func aSecondRoundOfOneNumberIsDeclinedAndProven() throws {
        let bench = try ClientBench()
        try bench.announce(bench.announcement())
        bench.effects = []
        let slower = try bench.announcement(hyperParameters: HyperParameters(learningRate: 0.005))
        try bench.announce(slower)
        #expect(bench.declined == [slower.digest])
        #expect(!bench.isPreparing)
        let line = try #require(bench.log.events.first { $0.name == "evidence.saved" })
        #expect(line.message.contains("the server forked round 1"))
        let expected = try Evidence.fork(
            ForkEvidence(first: bench.signed(bench.announcement()), second: bench.signed(slower)))
        let file = EvidenceFile.encode(expected, roster: bench.documents.roster.signedBytes)
        #expect(try bench.store.blob(.evidence(Digest(sha256: file))) == file)
        #expect(try EvidenceFile.decode(file).evidence == expected)
    }

    @Test func aModelThatDoesNotFollowIsDeclined() throws {
        let bench = try ClientBench()
        let crafted = try bench.announcement(baseModel: Digest(sha256: "crafted".utf8))
        try bench.announce(crafted)
        #expect(bench.declined == [crafted.digest])
        #expect(!bench.isPreparing)
    }

    @Test func aTranscriptThatDoesNotHoldEndsTheRun() throws {
        let bench = try ClientBench()
        bench.handle(.done(.transcriptRefused(reason: "it does not hold")))
        #expect(bench.effects.contains { if case .leave(.distrusted("it does not hold")) = $0 { true } else { false } })
    }

    /// What is verified is the newest model even if a crash kept that from being noted.
    @Test func newestModelIsNotedAfterACrash() throws {
        let documents = try TestFederation(["alice", "bob", "sue"])
        let head = ChainHead(transcript: Digest(sha256: [1]), model: Digest(sha256: [2]), round: 1)
        let store = MemoryClientStore()
        try store.saveVerified(head)
        let bench = try ClientBench(store: store, documents: documents)
        #expect(store.newestModel()?.digest == head.model)
        #expect(store.newestModel()?.published == 1)
        bench.receive(
            .finished(Finished(model: head.model, transcript: head.transcript, published: 1, final: nil)))
        #expect(bench.effects.contains { if case .leave(.finished) = $0 { true } else { false } })
    }

    @Test func failingStoreEndsTheRun() throws {
        let bench = try ClientBench(faults: FaultPlan([2: .before]))
        try bench.announce(bench.announcement())
        #expect(bench.effects.contains { if case .leave(.store) = $0 { true } else { false } })
    }
}

extension ClientBench {
    fileprivate var declined: [Digest] {
        effects.compactMap { effect in
            if case .send(.refused(let announcement, _)) = effect { announcement } else { nil }
        }
    }

    var isPreparing: Bool {
        effects.contains { if case .run(.prepare) = $0 { true } else { false } }
    }
}
