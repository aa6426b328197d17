package import Federation
package import Primitives
import Synchronization

/// The server's state in memory, for simulations and tests: what a restarted server finds is what this object holds.
package final class MemoryServerStore: ServerStore, BlobForwarding {
    package let blobs: MemoryBlobStore
    private let faults: FaultPlan
    private let records = Mutex(ServerRecords())

    /// - Parameter faults: the writes that fail.
    package init(faults: FaultPlan = FaultPlan()) {
        self.faults = faults
        blobs = MemoryBlobStore(faults: faults)
    }

    package func snapshot() -> ServerSnapshot { records.withLock { $0.snapshot } }

    package func rounds() -> [RoundRecord] { records.withLock { $0.rounds } }

    package func rounds(after number: Int) -> RoundSlice {
        let rounds = rounds()
        return RoundSlice(
            publishedBefore: rounds.count { $0.number <= number && $0.phase == .published },
            rounds: rounds.filter { $0.number > number })
    }

    package func contribution(round: Int, participant: PartyName) -> ContributionRecord? {
        records.withLock { $0.contributions(round).first { $0.contribution.statement.participant == participant } }
    }

    package func newestContribution(of participant: PartyName) -> ContributionRecord? {
        let newestFirst = records.withLock { records in
            records.rounds.reversed().flatMap { records.contributions($0.announcement.round) }
        }
        return newestFirst.first { $0.contribution.statement.participant == participant }
    }

    package func commits(baseModel: Digest) -> [CommitRecord] { records.withLock { $0.commits(baseModel: baseModel) } }

    package func evidence() -> [CommitEvidence] { records.withLock { $0.evidence } }

    package func openRound(_ announcement: RoundAnnouncement, at: Timestamp) throws {
        try write { try $0.open(announcement, at: at) }
    }

    package func acceptContributions(_ records: [ContributionRecord]) throws {
        try write { stored in
            var changed = stored
            for record in records { try changed.accept(record) }
            stored = changed
        }
    }

    package func freezeRound(_ round: Int, contributors: [PartyName]) throws {
        try write { try $0.freeze(round, contributors: contributors) }
    }

    package func acceptCommit(_ record: CommitRecord) throws { try write { try $0.accept(record) } }

    package func saveEvidence(_ evidence: CommitEvidence) throws { try write { $0.save(evidence) } }

    package func acceptShare(_ record: ShareRecord) throws { try write { try $0.accept(record) } }

    package func concludeRound(_ round: Int, _ conclusion: RoundConclusion) throws {
        try write { try $0.conclude(round, conclusion) }
    }

    private func write(_ change: (inout ServerRecords) throws -> Void) throws {
        try faults.apply { try records.withLock { try change(&$0) } }
    }
}
