import Federation
import Primitives
import RoundStore

/// Contributions that have arrived and wait to be checked. Checking several together costs less than one after the
/// other: those that arrive while others are being checked make up the next batch.
struct VerifyingQueue {
    /// The most contributions in a batch, several times as many as a vector kernel has lanes: more save little and take memory.
    static let largestBatch = 32

    private var running = 0
    /// Whose contributions were wrong before: they are checked alone, so that nobody's batch is checked again for them.
    private var distrusted: Set<PartyName> = []
    private var waiting: [(announcement: RoundAnnouncement, contribution: UploadedContribution)] = []

    mutating func add(_ contribution: UploadedContribution, to announcement: RoundAnnouncement) {
        waiting.append((announcement, contribution))
    }

    /// The next batch, all of one round, unless as many are being checked as `limit` says.
    mutating func begin(limit: Int) -> ServerJob? {
        guard running < limit, let announcement = waiting.first?.announcement else { return nil }
        let isAlone = distrusted.contains(waiting[0].contribution.member.name)
        let batch = waiting.prefix(isAlone ? 1 : Self.largestBatch).prefix {
            $0.announcement.round == announcement.round
                && (isAlone || !distrusted.contains($0.contribution.member.name))
        }
        waiting.removeFirst(batch.count)
        running += 1
        return .verifyContributions(announcement, batch.map(\.contribution))
    }

    /// A batch was checked.
    mutating func end(_ verdicts: [ServerJob.Verdict]) {
        running -= 1
        distrusted.formUnion(verdicts.filter { $0.objection != nil }.map(\.contribution.member.name))
    }
}

extension ServerNode {
    /// A contribution has arrived whole.
    func verify(_ contribution: SignedContribution, body: any StagedBlob, of name: PartyName) {
        guard let round = current, let member = federation.roster.content.activeMember(name) else { return }
        current?.verifying[name] = contribution.statement
        verifying.add(
            UploadedContribution(contribution: contribution, member: member, body: body), to: round.announcement)
        verifyNextBatch()
    }

    private func verifyNextBatch() {
        while let job = verifying.begin(limit: options.verifiers) { effects.append(.run(job)) }
    }

    /// Contributions were checked; their round may be over by now, or frozen.
    func finish(_ verdicts: [ServerJob.Verdict], seconds: Double, at now: Timestamp) throws {
        verifying.end(verdicts)
        verifyNextBatch()
        let announcement = verdicts.first?.contribution.contribution.statement.announcement
        if announcement == current?.digest { current?.statistics.verifySeconds += seconds }
        var accepted: [UploadedContribution] = []
        for verdict in verdicts {
            if let reason = reasonToRefuse(verdict) {
                try refuse(verdict.contribution, reason, at: now)
            } else {
                accepted.append(verdict.contribution)
            }
        }
        try store(accepted, at: now)
    }

    private func reasonToRefuse(_ verdict: ServerJob.Verdict) -> String? {
        let (contribution, name) = (verdict.contribution.contribution, verdict.contribution.member.name)
        if let reason = verdict.objection ?? lateness(of: contribution, from: name) { return reason }
        return federation.roster.content.activeMember(name) == nil ? "\(name) is not in the roster" : nil
    }

    private func refuse(_ upload: UploadedContribution, _ reason: String, at now: Timestamp) throws {
        let (contribution, name) = (upload.contribution, upload.member.name)
        if contribution.statement.announcement == current?.digest { current?.verifying[name] = nil }
        upload.body.discard()
        try refuse(contribution, of: name, reason, connections[name], at: now)
    }
}
