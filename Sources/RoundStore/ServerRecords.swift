import Federation
import Primitives

/// The server's tables as arrays: the plainest form of what a store does.
struct ServerRecords {
    private(set) var rounds: [RoundRecord] = []
    private var contributions: [ContributionRecord] = []
    private var commits: [CommitRecord] = []
    private var shares: [ShareRecord] = []
    private(set) var evidence: [CommitEvidence] = []

    var snapshot: ServerSnapshot {
        var snapshot = ServerSnapshot()
        snapshot.published = rounds.count { $0.phase == .published }
        snapshot.lastRound = rounds.last?.number ?? 0
        snapshot.model = rounds.last { $0.conclusion != nil }?.conclusion?.model
        snapshot.transcript = rounds.last { $0.conclusion?.transcript != nil }?.conclusion?.transcript
        let measured = rounds.last { $0.phase == .evaluated || $0.phase == .published }
        snapshot.evaluation = measured?.phase == .evaluated ? measured?.conclusion?.totals : nil
        snapshot.open = rounds.last.flatMap { $0.phase.isOpen ? $0 : nil }
        snapshot.contributions = snapshot.open.map { contributions($0.number) } ?? []
        snapshot.commits = commits.filter { $0.round == snapshot.open?.number }
            .sorted { $0.commit.holder < $1.commit.holder }
        snapshot.shares = shares.sorted { ($0.holder, $0.firstBlock) < ($1.holder, $1.firstBlock) }
        return snapshot
    }

    /// Sorted by name.
    func contributions(_ round: Int) -> [ContributionRecord] {
        contributions.filter { $0.round == round }
            .sorted { $0.contribution.statement.participant < $1.contribution.statement.participant }
    }

    /// Sorted by round and holder.
    func commits(baseModel: Digest) -> [CommitRecord] {
        commits.filter { $0.commit.baseModel == baseModel }
            .sorted { ($0.round, $0.commit.holder) < ($1.round, $1.commit.holder) }
    }

    mutating func open(_ announcement: RoundAnnouncement, at: Timestamp) throws {
        let last = rounds.last
        try RoundRecord.checkOpening(
            announcement.round, lastRound: last?.number ?? 0, open: last?.phase.isOpen == true ? last?.number : nil)
        rounds.append(
            RoundRecord(announcement: announcement, phase: .training, openedAt: at, contributors: [], conclusion: nil))
    }

    mutating func accept(_ record: ContributionRecord) throws {
        let participant = record.contribution.statement.participant
        let known = contributions(record.round).first { $0.contribution.statement.participant == participant }
        guard try rounds[index(record.round)].accepts(record, known: known) else { return }
        contributions.append(record)
    }

    mutating func freeze(_ round: Int, contributors: [PartyName]) throws {
        let index = try index(round)
        let accepted = contributions(round).map(\.contribution.statement.participant)
        guard let frozen = try rounds[index].frozen(contributors, accepted: Set(accepted)) else { return }
        rounds[index] = frozen
    }

    mutating func accept(_ record: CommitRecord) throws {
        let known = commits.first { ($0.round, $0.commit.holder) == (record.round, record.commit.holder) }
        guard try rounds[index(record.round)].accepts(record, known: known) else { return }
        commits.append(record)
    }

    mutating func save(_ new: CommitEvidence) {
        if !evidence.contains(new) { evidence.append(new) }
    }

    mutating func accept(_ record: ShareRecord) throws {
        let known = shares.first {
            ($0.round, $0.holder, $0.firstBlock) == (record.round, record.holder, record.firstBlock)
        }
        guard try rounds[index(record.round)].accepts(record, known: known) else { return }
        shares.append(record)
    }

    mutating func conclude(_ round: Int, _ conclusion: RoundConclusion) throws {
        let index = try index(round)
        guard let concluded = try rounds[index].concluded(conclusion) else { return }
        rounds[index] = concluded
        shares.removeAll { $0.round == round }
    }

    private func index(_ round: Int) throws -> Int {
        guard let index = rounds.firstIndex(where: { $0.number == round }) else {
            throw StoreError.missing("round \(round)")
        }
        return index
    }
}
