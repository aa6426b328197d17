import CommandSupport
import Federation
import Primitives
import RoundStore
import Wire

extension ServerNode {
    func finish(_ result: ServerJob.Result, at now: Timestamp) throws {
        switch result {
        case .combined(let round, let outcome): try conclude(round, outcome, at: now)
        case .contributionsVerified(let verdicts, let seconds): try finish(verdicts, seconds: seconds, at: now)
        case .failed(let error): throw error
        case .shareVerified(let record, let holder, let payload, let objection, let seconds):
            if current?.number == record.round { current?.statistics[.decrypt] += seconds }
            try accept(record, from: holder, payload: payload, objection: objection, at: now)
        case .stored(let records, let round, let seconds):
            if current?.number == round { current?.statistics[.persist] += seconds }
            try finish(records, of: round, at: now)
        case .summed(let round, let sum, let seconds): try take(sum, of: round, seconds: seconds, at: now)
        }
    }

    func lateness(of contribution: SignedContribution, from name: PartyName) -> String? {
        guard let round = current, contribution.statement.announcement == round.digest,
            machine.accepts(name, round: round.number)
        else { return "the round does not take contributions any more" }
        return nil
    }

    /// Shares are stored only while they are awaited: a second answer must not replace what the first is a record of.
    private func accept(
        _ record: ShareRecord, from holder: PartyName, payload: [UInt8], objection: String?, at now: Timestamp
    ) throws {
        guard let round = current, round.number == record.round else { return }
        if let objection { return try drop(holder, objection, at: now) }
        let blocks = record.share.statement.blocks
        guard machine.expectsShares(of: blocks, from: holder) else { return }
        try measuring(.persist) {
            try store.saveBlob(payload, as: record.blobName)
            try store.acceptShare(record)
        }
        current?.shares.append(record)
        log.shareVerified(holder, round: round.number, blocks: blocks.count)
        try perform(machine.acceptShares(of: blocks, from: holder, at: now), at: now)
    }

    /// A holder's shares are wrong: it is not asked again in this round.
    func drop(_ holder: PartyName, _ objection: String, at now: Timestamp) throws {
        guard let round = current else { return }
        log.shareRefused(holder, round: round.number, reason: objection)
        try perform(machine.dropHolder(holder, at: now), at: now)
    }

    /// A participant does not do what the round asks of it: contribute, commit to the sum or help to open it.
    func takeRefusal(of name: PartyName, announcement: Digest, reason: String, at now: Timestamp) throws {
        guard let round = current, round.digest == announcement else { return }
        switch machine.state {
        case .decrypting(let decrypting):
            let reason = LogText.sanitized(reason)
            if decrypting.phase == .opening, decrypting.isReady(federation.manifest.content.holderIndex(of: name)) {
                log.shareRefused(name, round: round.number, reason: reason)
            } else {
                log.commitRefused(name, round: round.number, reason: reason)
            }
            try perform(machine.refuseHelp(name, at: now), at: now)
        case .training:
            log.declined(name, round: round.number, reason: LogText.sanitized(reason))
            try perform(machine.refuse(name, at: now), at: now)
        case .finished, .recruiting: break
        }
    }
}
