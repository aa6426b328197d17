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
        bench.receive(.announcement(announcement))
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
        bench.receive(.announcement(announcement))
        #expect(bench.declined == [announcement.digest])
        #expect(!bench.isPreparing)
    }

    @Test func takesPartInAnHonestRound() throws {
        let bench = try ClientBench()
        bench.receive(.announcement(try bench.announcement()))
        #expect(bench.declined.isEmpty)
        #expect(bench.isPreparing)
    }

    /// A model that is stored is the newest one even if a crash kept that from being noted.
    @Test func newestModelIsNotedAfterACrash() throws {
        let documents = try TestFederation(["alice", "bob", "sue"])
        let specification = documents.manifest.content.model
        let count = ModelFile.parameterCount(specification)
        let model = ModelFile.encode([Float](repeating: 0.5, count: count), specification: specification)
        let store = MemoryClientStore()
        try store.saveBlob(model, as: .model(Digest(sha256: model)))
        let bench = try ClientBench(store: store)
        bench.receive(.finished(Finished(model: Digest(sha256: model), published: 1, final: nil)))
        #expect(store.newestModel()?.digest == Digest(sha256: model))
        #expect(bench.effects.contains { if case .leave(.finished) = $0 { true } else { false } })
    }

    @Test func failingStoreEndsTheRun() throws {
        let bench = try ClientBench(faults: FaultPlan([2: .before]))
        bench.receive(.announcement(try bench.announcement()))
        #expect(bench.effects.contains { if case .leave(.store) = $0 { true } else { false } })
    }
}

extension ClientBench {
    fileprivate var declined: [Digest] {
        effects.compactMap { effect in
            if case .send(.refused(let announcement, _)) = effect { announcement } else { nil }
        }
    }

    fileprivate var isPreparing: Bool {
        effects.contains { if case .run(.prepare) = $0 { true } else { false } }
    }
}
