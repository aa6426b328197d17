import Federation
import Primitives
import RoundStore

/// A server's store of which any call may fail, reading ones too; calls count from 1.
final class FailingServerStore: ServerStore {
    private let store: any ServerStore
    private let faults: FaultPlan

    init(_ store: any ServerStore, faults: FaultPlan) { (self.store, self.faults) = (store, faults) }

    func snapshot() throws -> ServerSnapshot { try faults.apply { try store.snapshot() } }

    func rounds() throws -> [RoundRecord] { try faults.apply { try store.rounds() } }

    func rounds(after number: Int) throws -> RoundSlice { try faults.apply { try store.rounds(after: number) } }

    func contribution(round: Int, participant: PartyName) throws -> ContributionRecord? {
        try faults.apply { try store.contribution(round: round, participant: participant) }
    }

    func newestContribution(of participant: PartyName) throws -> ContributionRecord? {
        try faults.apply { try store.newestContribution(of: participant) }
    }

    func commits(baseModel: Digest) throws -> [CommitRecord] {
        try faults.apply { try store.commits(baseModel: baseModel) }
    }

    func evidence() throws -> [CommitEvidence] { try faults.apply { try store.evidence() } }

    func openRound(_ announcement: RoundAnnouncement, at moment: Timestamp) throws {
        try faults.apply { try store.openRound(announcement, at: moment) }
    }

    func acceptContributions(_ records: [ContributionRecord]) throws {
        try faults.apply { try store.acceptContributions(records) }
    }

    func freezeRound(_ round: Int, contributors: [PartyName]) throws {
        try faults.apply { try store.freezeRound(round, contributors: contributors) }
    }

    func acceptCommit(_ record: CommitRecord) throws { try faults.apply { try store.acceptCommit(record) } }

    func saveEvidence(_ evidence: CommitEvidence) throws { try faults.apply { try store.saveEvidence(evidence) } }

    func acceptShare(_ record: ShareRecord) throws { try faults.apply { try store.acceptShare(record) } }

    func concludeRound(_ round: Int, _ conclusion: RoundConclusion) throws {
        try faults.apply { try store.concludeRound(round, conclusion) }
    }
}

extension FailingServerStore: BlobForwarding {
    var blobs: FailingBlobStore { FailingBlobStore(store, faults: faults) }
}
