import CommandSupport
import Federation
import Logging
import Primitives
import RoundStore
import Wire

/// What a participant's own log says; nothing of it leaves the machine, and still no line tells about single messages.
struct ClientLog {
    let logger: Logger
    let federation: PartyName
    let participant: PartyName

    func welcomed(published: Int, rounds: Int) {
        event(
            "server.connected", "connected to \(federation) · \(published)/\(rounds) rounds published"
        )
    }

    func announced(_ announcement: RoundAnnouncement, published: Int, rounds: Int) {
        let what =
            announcement.kind == .training
            ? "training on model \(announcement.baseModel.short)" : "evaluating model \(announcement.baseModel.short)"
        event("round.opened", "round \(announcement.round) · \(what)", round: announcement.round)
    }

    func roundRefused(_ round: Int, reason: String) {
        event("round.refused", "round \(round): not taking part: \(reason)", round: round, level: .warning)
    }

    func acknowledged(round: Int) {
        event("contribution.accepted", "round \(round): contribution acknowledged by the server", round: round)
    }

    func refused(round: Int, reason: String) {
        event(
            "contribution.refused", "round \(round): the server refused the contribution: \(reason)", round: round,
            level: .warning)
    }

    func concluded(_ concluded: Concluded, rounds: Int) {
        switch concluded.outcome {
        case .abandoned, .void:
            let how = concluded.outcome == .void ? "void" : "abandoned"
            event(
                "round.\(how)", "round \(concluded.round) \(how): \(LogText.sanitized(concluded.reason))",
                round: concluded.round, level: .warning)
        case .evaluated:
            event(
                "round.evaluated", "round \(concluded.round) evaluated · \(figures(concluded.base))",
                round: concluded.round)
        case .published:
            event(
                "round.published",
                "round \(concluded.round) published (\(concluded.published)/\(rounds)) · \(concluded.contributors.count) contributors"
                    + " · model \(concluded.model.short) · base \(figures(concluded.base))", round: concluded.round)
        }
    }

    func rosterChanged(_ change: RosterChange, number: Int, isAccepted: Bool) {
        let state =
            isAccepted
            ? "accepted" : "no help to decrypt under it until you have looked at it and started with --accept-roster"
        event("roster.changed", "roster \(number): \(change); \(state)", level: isAccepted ? .info : .warning)
    }

    func committed(_ commit: SumCommit, round: Int) {
        event("commit.signed", "round \(round): committed to the sum \(commit.sum.short)", round: round)
    }

    func refusedToDecrypt(_ reason: String) {
        event("share.refused", "refused to help decrypt: \(reason)", level: .warning)
    }

    /// A round is verified: who opened whose sum, and which model follows.
    func verified(_ transcript: Transcript, model: Digest) {
        let round = transcript.announcement.round
        let shares = Set(transcript.shares.map(\.signed.statement.holder)).count
        event(
            "transcript.verified",
            "round \(round) verified: \(transcript.contributions.count) contributors, \(transcript.commits.count) commits, "
                + "shares of \(shares) holders · model \(model.short) follows", round: round)
    }

    func best(_ model: Digest, errorRate: Double) {
        event(
            "model.best",
            "model \(model.short) is the best that was measured · accuracy \(Quantity.decimals(1 - errorRate))")
    }

    func transcriptRefused(_ reason: String) { event("transcript.refused", reason, level: .error) }

    func caught(_ finding: String, file: BlobName) {
        event(
            "evidence.saved", "\(finding); the proof is kept as \(file.fileName), check it with verify", level: .error)
    }

    func finished(_ finished: Finished) {
        let figures = finished.final?.figures ?? "the final evaluation missed its deadline"
        event(
            "federation.finished",
            "\(federation) finished · \(finished.published) rounds · model \(finished.model.short) · \(figures)"
                + " · waiting for more rounds")
    }

    func rejected(_ reason: String) {
        event("server.rejected", "the server ended the connection: \(reason)", level: .warning)
    }

    func distrusted(_ reason: String) { event("server.distrusted", "\(reason); connecting again", level: .error) }

    private func figures(_ totals: MetricTotals?) -> String {
        totals?.figures ?? "not measured"
    }

    private func event(_ name: String, _ message: String, round: Int? = nil, level: Logger.Level = .info) {
        var metadata: Logger.Metadata = [
            "event": "\(name)", "federation": "\(federation)", "participant": "\(participant)",
        ]
        if let round { metadata["round"] = "\(round)" }
        logger.log(level: level, "\(participant) · \(message)", metadata: metadata)
    }
}
