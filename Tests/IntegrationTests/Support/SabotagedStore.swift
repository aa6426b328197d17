import Federation
import Primitives
import RoundStore

/// A server's store that does not do what it should: what a simulation has to notice.
final class SabotagedStore: ServerStore {
    /// What is wrong with it.
    enum Sabotage: CaseIterable {
        /// Contributions are accepted and not kept.
        case forgets
        /// The ciphertexts of contributions are gone.
        case losesCiphertexts
        /// A sum is settled without one of its contributors.
        case leavesOut
        /// The contributors of a sum change when it is opened.
        case changesSum
        /// Another sum on the same model appears.
        case repeatsSum
        /// A round that ended takes contributions again.
        case reopens
        /// A sum is said to have a contributor more than there are contributions.
        case inventsContributor
        /// A round ends with the model that it began with.
        case keepsModel
        /// Transcripts are handed out with a bit changed.
        case damagesTranscripts
        /// No round can be opened.
        case opensNothing
    }

    private let store: MemoryServerStore
    private let sabotage: Sabotage

    init(_ sabotage: Sabotage, faults: FaultPlan) {
        self.sabotage = sabotage
        store = MemoryServerStore(faults: faults)
    }

    func snapshot() throws -> ServerSnapshot { store.snapshot() }

    func rounds() throws -> [RoundRecord] {
        var rounds = store.rounds()
        for index in rounds.indices where sabotage == .changesSum && !rounds[index].phase.isOpen {
            rounds[index].contributors.removeLast()
        }
        for index in rounds.indices where sabotage == .reopens && !rounds[index].phase.isOpen {
            rounds[index].phase = .training
        }
        if sabotage == .inventsContributor, let stranger = try? PartyName("mallory") {
            for index in rounds.indices where rounds[index].phase != .training {
                rounds[index].contributors.append(stranger)
            }
        }
        if sabotage == .repeatsSum, let last = rounds.last, last.phase != .training {
            var again = last
            (again.announcement, again.phase) = (last.announcement.again, .decrypting)
            (again.contributors, again.conclusion) = ([], nil)
            rounds.append(again)
        }
        return rounds
    }

    func rounds(after number: Int) throws -> RoundSlice { store.rounds(after: number) }

    func contribution(round: Int, participant: PartyName) throws -> ContributionRecord? {
        store.contribution(round: round, participant: participant)
    }

    func newestContribution(of participant: PartyName) throws -> ContributionRecord? {
        store.newestContribution(of: participant)
    }

    func commits(baseModel: Digest) throws -> [CommitRecord] { store.commits(baseModel: baseModel) }

    func evidence() throws -> [CommitEvidence] { store.evidence() }

    func openRound(_ announcement: RoundAnnouncement, at moment: Timestamp) throws {
        if sabotage == .opensNothing { throw StoreError.inputOutput(path: "memory", reason: "sabotage") }
        try store.openRound(announcement, at: moment)
    }

    func acceptContributions(_ records: [ContributionRecord]) throws {
        if sabotage != .forgets { try store.acceptContributions(records) }
    }

    func freezeRound(_ round: Int, contributors: [PartyName]) throws {
        try store.freezeRound(round, contributors: sabotage == .leavesOut ? contributors.dropLast() : contributors)
    }

    func acceptCommit(_ record: CommitRecord) throws { try store.acceptCommit(record) }

    func saveEvidence(_ evidence: CommitEvidence) throws { try store.saveEvidence(evidence) }

    func acceptShare(_ record: ShareRecord) throws { try store.acceptShare(record) }

    func concludeRound(_ round: Int, _ conclusion: RoundConclusion) throws {
        var conclusion = conclusion
        if sabotage == .keepsModel, let record = store.rounds().last {
            conclusion.model = record.announcement.baseModel
        }
        try store.concludeRound(round, conclusion)
    }
}

extension SabotagedStore: BlobForwarding {
    var blobs: MemoryBlobStore { store.blobs }

    func hasBlob(_ name: BlobName) throws -> Bool {
        if case .contribution = name, sabotage == .losesCiphertexts { return false }
        return blobs.hasBlob(name)
    }

    func blob(_ name: BlobName, offset: Int, count: Int) throws -> (bytes: [UInt8], total: Int) {
        var part = try blobs.blob(name, offset: offset, count: count)
        if case .transcript = name, sabotage == .damagesTranscripts { part.bytes[part.bytes.count / 2] ^= 1 }
        return part
    }
}

extension RoundAnnouncement {
    /// The same with the next number.
    fileprivate var again: RoundAnnouncement {
        RoundAnnouncement(
            federation: federation, manifest: manifest, rosterNumber: rosterNumber, roster: roster, key: key,
            round: round + 1, kind: kind, baseModel: baseModel, previousTranscript: previousTranscript,
            hyperParameters: hyperParameters, codec: codec, strategy: strategy, layout: layout, deadline: deadline)
    }
}
