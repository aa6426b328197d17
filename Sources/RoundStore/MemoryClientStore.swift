package import Federation
package import Primitives
import Synchronization

/// A participant's state in memory, for simulations and tests: what a restarted client finds is what this object holds.
package final class MemoryClientStore: ClientStore, BlobForwarding {
    private struct Records {
        var acceptedRoster: Int?
        var announcements: [Int: SignedAnnouncement] = [:]
        var bestModel: (digest: Digest, errorRate: Double)?
        var commitments: [HolderMachine.Commitment] = []
        var contributions: [Digest: OwnContribution] = [:]
        var heads: [ChainHead] = []
        var newestModel: (digest: Digest, published: Int)?
        var roster: (content: [UInt8], signature: [UInt8])?
    }

    package let blobs: MemoryBlobStore
    private let faults: FaultPlan
    private let id = InstanceID.random()
    private let records = Mutex(Records())

    /// - Parameter faults: the writes that fail.
    package init(faults: FaultPlan = FaultPlan()) {
        self.faults = faults
        blobs = MemoryBlobStore(faults: faults)
    }

    package func contribution(announcement: Digest) -> OwnContribution? {
        records.withLock { $0.contributions[announcement] }
    }

    package func saveContribution(_ contribution: OwnContribution) throws {
        try write { records in
            let announcement = contribution.announcement
            guard try contribution.isNew(beside: records.contributions[announcement]) else { return }
            records.contributions[announcement] = contribution
        }
    }

    package func settleContribution(announcement: Digest, _ settlement: OwnContribution.State) throws {
        try write { records in
            guard let known = records.contributions[announcement] else {
                throw StoreError.missing(OwnContribution.missing(announcement))
            }
            records.contributions[announcement] = try known.settled(settlement)
        }
    }

    package func contributions(before round: Int) -> [OwnContribution] {
        records.withLock { records in
            records.contributions.values.filter { $0.round < round }
                .sorted { ($0.round, $0.announcement) < ($1.round, $1.announcement) }
        }
    }

    package func announcement(round: Int) -> SignedAnnouncement? { records.withLock { $0.announcements[round] } }

    package func saveAnnouncement(_ announcement: SignedAnnouncement) throws {
        let round = announcement.announcement.round
        try write { $0.announcements[round] = $0.announcements[round] ?? announcement }
    }

    package func verifiedHeads() -> [ChainHead] { records.withLock { $0.heads } }

    package func saveVerified(_ head: ChainHead) throws {
        try write { if try head.isNew(beside: $0.heads.last) { $0.heads.append(head) } }
    }

    package func instance() -> InstanceID { id }

    /// Stable: commitments of one round stay in the order they were made in.
    package func commitments() -> [HolderMachine.Commitment] { records.withLock { $0.commitments } }

    package func saveCommitment(_ commitment: HolderMachine.Commitment) throws {
        try write { records in
            guard try commitment.isNew(beside: records.commitments) else { return }
            let index = records.commitments.firstIndex { $0.round > commitment.round } ?? records.commitments.count
            records.commitments.insert(commitment, at: index)
        }
    }

    package func roster() -> (content: [UInt8], signature: [UInt8])? { records.withLock { $0.roster } }

    package func saveRoster(content: [UInt8], signature: [UInt8]) throws {
        try write { $0.roster = (content, signature) }
    }

    package func acceptedRoster() -> Int? { records.withLock { $0.acceptedRoster } }

    package func saveAcceptedRoster(_ number: Int) throws { try write { $0.acceptedRoster = number } }

    package func newestModel() -> (digest: Digest, published: Int)? { records.withLock { $0.newestModel } }

    package func saveNewestModel(_ digest: Digest, published: Int) throws {
        try write { $0.newestModel = (digest, published) }
    }

    package func bestModel() -> (digest: Digest, errorRate: Double)? { records.withLock { $0.bestModel } }

    package func saveBestModel(_ digest: Digest, errorRate: Double) throws {
        try write { $0.bestModel = (digest, errorRate) }
    }

    private func write(_ change: (inout sending Records) throws -> Void) throws {
        try faults.apply { try records.withLock { try change(&$0) } }
    }
}
