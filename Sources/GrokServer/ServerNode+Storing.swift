import Federation
import RoundStore
import Wire

/// Contributions on their way to the disk. A sync costs the same for one as for many: those that are checked while one
/// batch is written make up the next.
struct StoringQueue {
    /// Whether a batch is being written.
    var isWriting = false
    /// The next batch.
    var waiting: [UploadedContribution] = []
    /// The contributors that the round was closed with; it is frozen when all of them are durable.
    var frozen: [PartyName]?
    /// A newer roster that has come meanwhile.
    var roster: SignedDocument<Roster>?
    /// Whether the moment came, meanwhile, at which the machine wanted to be woken.
    var isWakeDue = false
}

extension ServerNode {
    /// Contributions are counted when they are well formed, and acknowledged when they are durable. What the round does
    /// next waits for that.
    func store(_ contributions: [UploadedContribution], at now: Timestamp) throws {
        guard let round = current, !contributions.isEmpty else { return }
        storing.waiting += contributions
        writeNextBatch(of: round.number, at: now)
        try perform(machine.contribute(contributions.map(\.member.name), at: now), at: now)
    }

    private func writeNextBatch(of round: Int, at now: Timestamp) {
        guard !storing.isWriting, !storing.waiting.isEmpty else { return }
        effects.append(.run(.store(storing.waiting, round: round, at: now)))
        storing.waiting = []
        storing.isWriting = true
    }

    /// A batch is durable: now its senders may know.
    func finish(_ records: [ContributionRecord], of round: Int, at now: Timestamp) throws {
        storing.isWriting = false
        for record in records { acknowledge(record) }
        writeNextBatch(of: round, at: now)
        guard !storing.isWriting else { return }
        let (frozen, roster, isWakeDue) = (storing.frozen, storing.roster, storing.isWakeDue)
        (storing.frozen, storing.roster, storing.isWakeDue) = (nil, nil, false)
        if let frozen { try perform([.freeze(round: round, contributors: frozen)], at: now) }
        if let roster { try take(roster, at: now) }
        if isWakeDue { try perform(machine.wake(at: now), at: now) }
    }

    private func acknowledge(_ record: ContributionRecord) {
        guard let round = current, round.number == record.round else { return }
        let name = record.contribution.statement.participant
        let byteCount = federation.uploadByteCount(round.announcement.layout)
        current?.verifying[name] = nil
        current?.contributions[name] = record.contribution
        current?.statistics.bytesIn += byteCount
        log.contributionAccepted(name, round: round.number, bytes: byteCount)
        send(.acknowledgement(record.acknowledgement), to: name)
    }

    /// The machine is woken between batches: at a deadline it counts what is durable.
    func wake(at now: Timestamp) throws {
        if storing.isWriting {
            storing.isWakeDue = true
        } else {
            try perform(machine.wake(at: now), at: now)
        }
    }
}
