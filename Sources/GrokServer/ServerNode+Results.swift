import CommandSupport
import Federation
import Primitives
import RoundStore
import Wire

extension ServerNode {
    func finish(_ result: ServerJob.Result, at now: Timestamp) throws {
        switch result {
        case .combined(let round, let outcome): try conclude(round, outcome, at: now)
        case .contributionVerified(let contribution, let body, let objection, let seconds):
            current?.statistics.verifySeconds += seconds
            try accept(contribution, body: body, objection: objection, at: now)
        case .failed(let error): throw error
        case .shareVerified(let record, let holder, let objection):
            try accept(record, from: holder, objection: objection, at: now)
        case .summed(let round, let sum, let seconds): try take(sum, of: round, seconds: seconds, at: now)
        }
    }

    /// Durable first, then acknowledged; a round that was frozen meanwhile takes no more.
    private func accept(
        _ contribution: SignedContribution, body: any StagedBlob, objection: String?, at now: Timestamp
    ) throws {
        let name = contribution.statement.participant
        if let reason = objection ?? lateness(of: contribution) {
            body.discard()
            refuse(contribution, of: name, reason, connections[name])
            return try perform(machine.refuse(name, at: now), at: now)
        }
        guard let round = current, let member = federation.roster.content.activeMember(name) else { return }
        let acknowledgement = try Acknowledgement(
            announcement: round.digest, participant: name, contribution: contribution.statement.digest(key: member.key),
            signer: federation.signingKey)
        try body.commit(as: .contribution(round: round.number, participant: name))
        try store.acceptContribution(
            ContributionRecord(
                round: round.number, contribution: contribution, acknowledgement: acknowledgement, at: now))
        current?.contributions[name] = contribution
        log.contributionAccepted(name, round: round.number, bytes: contribution.statement.uploadByteCount)
        send(.acknowledgement(acknowledgement), to: name)
        try perform(machine.contribute(name, at: now), at: now)
    }

    private func lateness(of contribution: SignedContribution) -> String? {
        guard let round = current, contribution.statement.announcement == round.digest,
            machine.accepts(contribution.statement.participant, round: round.number)
        else { return "the round does not take contributions any more" }
        return nil
    }

    private func accept(
        _ record: ShareRecord, from holder: PartyName, objection: String?, at now: Timestamp
    ) throws {
        guard let round = current, round.number == record.round else { return }
        if let objection {
            log.shareRefused(holder, round: round.number, reason: objection)
            return try perform(machine.dropHolder(holder, at: now), at: now)
        }
        let blocks = record.share.statement.blocks
        guard machine.expectsShares(of: blocks, from: holder) else { return }
        try store.acceptShare(record)
        current?.shares.append(record)
        current?.holders.insert(holder)
        log.shareVerified(holder, round: round.number, blocks: blocks.count)
        try perform(machine.acceptShares(of: blocks, from: holder, at: now), at: now)
    }

    func holderRefused(_ name: PartyName, announcement: Digest, reason: String, at now: Timestamp) throws {
        guard let round = current, round.digest == announcement else { return }
        log.shareRefused(name, round: round.number, reason: LogText.sanitized(reason))
        try perform(machine.refuseShares(name, at: now), at: now)
    }
}
