import Federation
import Primitives
import RoundStore

/// A participant's store of which any call may fail, reading ones too; calls count from 1.
final class FailingClientStore: ClientStore {
    private let store: any ClientStore
    private let faults: FaultPlan

    init(_ store: any ClientStore, faults: FaultPlan) { (self.store, self.faults) = (store, faults) }

    func contribution(announcement: Digest) throws -> OwnContribution? {
        try faults.apply { try store.contribution(announcement: announcement) }
    }

    func saveContribution(_ contribution: OwnContribution) throws {
        try faults.apply { try store.saveContribution(contribution) }
    }

    func settleContribution(announcement: Digest, _ settlement: OwnContribution.State) throws {
        try faults.apply { try store.settleContribution(announcement: announcement, settlement) }
    }

    func contributions(before round: Int) throws -> [OwnContribution] {
        try faults.apply { try store.contributions(before: round) }
    }

    func announcement(round: Int) throws -> SignedAnnouncement? {
        try faults.apply { try store.announcement(round: round) }
    }

    func saveAnnouncement(_ announcement: SignedAnnouncement) throws {
        try faults.apply { try store.saveAnnouncement(announcement) }
    }

    func verifiedHeads() throws -> [ChainHead] { try faults.apply { try store.verifiedHeads() } }

    func saveVerified(_ head: ChainHead) throws { try faults.apply { try store.saveVerified(head) } }

    func instance() throws -> InstanceID { try faults.apply { try store.instance() } }

    func commitments() throws -> [HolderMachine.Commitment] { try faults.apply { try store.commitments() } }

    func saveCommitment(_ commitment: HolderMachine.Commitment) throws {
        try faults.apply { try store.saveCommitment(commitment) }
    }

    func roster() throws -> (content: [UInt8], signature: [UInt8])? { try faults.apply { try store.roster() } }

    func saveRoster(content: [UInt8], signature: [UInt8]) throws {
        try faults.apply { try store.saveRoster(content: content, signature: signature) }
    }

    func acceptedRoster() throws -> Int? { try faults.apply { try store.acceptedRoster() } }

    func saveAcceptedRoster(_ number: Int) throws { try faults.apply { try store.saveAcceptedRoster(number) } }

    func newestModel() throws -> (digest: Digest, published: Int)? { try faults.apply { try store.newestModel() } }

    func saveNewestModel(_ digest: Digest, published: Int) throws {
        try faults.apply { try store.saveNewestModel(digest, published: published) }
    }

    func bestModel() throws -> (digest: Digest, errorRate: Double)? { try faults.apply { try store.bestModel() } }

    func saveBestModel(_ digest: Digest, errorRate: Double) throws {
        try faults.apply { try store.saveBestModel(digest, errorRate: errorRate) }
    }
}

extension FailingClientStore: BlobForwarding {
    var blobs: FailingBlobStore { FailingBlobStore(store, faults: faults) }
}
