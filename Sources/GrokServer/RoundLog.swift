import CommandSupport
import Federation
import Logging
import Primitives
import RoundStore

/// The events of a federation, one line each, with stable names.
///
/// Nothing here is derived from one participant's mail or delta: names, counts of parties, sizes that everybody's
/// contribution has, and totals.
struct RoundLog {
    let logger: Logger
    let federation: PartyName
    let rounds: Int
    let tally = EventTally()

    func started(published: Int, open: Int?, participants: Int, trustsServer: Bool) {
        let resuming = open.map { ", resuming round \($0)" } ?? ""
        event(
            "server.started",
            "\(federation): \(published)/\(rounds) rounds published, \(participants) participants\(resuming)")
        guard trustsServer else { return }
        event(
            "federation.trusts-server",
            "single-key encryption: whoever has one participant's kit and this server's ciphertexts can read every delta",
            level: .warning)
    }

    func connected(_ name: PartyName) { event("participant.connected", "\(name) connected", participant: name) }

    func disconnected(_ name: PartyName) {
        event("participant.disconnected", "\(name) disconnected", participant: name)
    }

    func rejected(_ name: PartyName, reason: String) {
        event("participant.rejected", "\(name): \(reason)", participant: name, level: .warning)
    }

    func opened(_ announcement: RoundAnnouncement, connected: Int) {
        let what = announcement.kind == .training ? "training" : "final evaluation"
        event(
            "round.opened", "round \(announcement.round) opened · \(what) · \(connected) connected",
            round: announcement.round)
    }

    func contributionAccepted(_ name: PartyName, round: Int, bytes: Int) {
        event(
            "contribution.accepted", "round \(round): contribution of \(name) accepted, \(Quantity.bytes(bytes))",
            round: round, participant: name)
    }

    func contributionRefused(_ name: PartyName, round: Int?, reason: String) {
        event(
            "contribution.refused", "contribution of \(name) refused: \(reason)", round: round, participant: name,
            level: .warning)
    }

    func declined(_ name: PartyName, round: Int, reason: String) {
        event(
            "round.declined", "round \(round): \(name) does not take part: \(reason)", round: round,
            participant: name, level: .warning)
    }

    func aggregated(round: Int, contributors: Int) {
        event("round.aggregated", "round \(round): \(contributors) contributions summed", round: round)
    }

    func sharesRequested(_ name: PartyName, round: Int, blocks: Int) {
        event(
            "share.requested", "round \(round): asking \(name) for \(Quantity.count(blocks, "block"))", round: round,
            participant: name,
            level: .debug)
    }

    func shareVerified(_ name: PartyName, round: Int, blocks: Int) {
        event(
            "share.verified", "round \(round): \(name) decrypted \(Quantity.count(blocks, "block"))", round: round,
            participant: name)
    }

    func shareRefused(_ name: PartyName, round: Int, reason: String) {
        event(
            "share.refused", "round \(round): no shares from \(name): \(reason)", round: round, participant: name,
            level: .warning)
    }

    func waitingForHolders(_ names: [PartyName], round: Int) {
        let missing =
            names.isEmpty ? "no holder is left" : "waiting for one of " + names.map(\.text).joined(separator: ", ")
        event(
            "round.waiting", "round \(round): too few key holders are connected; \(missing)", round: round,
            level: .warning)
    }

    func waitingForContributors(_ missing: [PartyName], revoked: [PartyName], of names: [PartyName]) {
        func list(_ names: [PartyName]) -> String { names.map(\.text).joined(separator: ", ") }
        let state =
            revoked.isEmpty
            ? "waiting for \(list(missing))" : "\(list(revoked)) was revoked: only a new federation can go on"
        event(
            "round.waiting",
            "a sum of \(list(names)) was opened on this model, and no other may be; \(state)", level: .warning)
    }

    /// - Returns: why, for the operator.
    func gaveUp(_ voids: Int, of names: [PartyName], model: Digest) -> String {
        let reason =
            "\(voids) sums in a row of \(names.map(\.text).joined(separator: ", ")) were void: one of them encrypts what "
            + "does not fit, and nobody can tell which; start a new federation without whom you distrust"
        event("federation.stuck", "\(reason) · model \(model.short)", level: .error)
        return reason
    }

    func concluded(
        _ conclusion: RoundConclusion, round: Int, published: Int, contributors: [PartyName], participants: Int
    ) {
        let line = RoundLine(
            round: round, published: published, rounds: rounds, conclusion: conclusion, contributors: contributors,
            participants: participants)
        event(
            "round.\(conclusion.phase.rawValue)", line.text, round: round,
            level: conclusion.reason == nil ? .info : .warning)
    }

    func stoppedTraining(stalled: Int) {
        event(
            "training.stopped",
            "no fewer errors in \(Quantity.count(stalled, "published round")): training ends, the last model is evaluated"
        )
    }

    func finished(published: Int, model: Digest, totals: MetricTotals?) {
        let figures = totals?.figures ?? "the final evaluation missed its deadline"
        event("federation.finished", "\(federation) finished · \(published) rounds · model \(model.short) · \(figures)")
    }

    func event(
        _ name: String, _ message: String, round: Int? = nil, participant: PartyName? = nil,
        level: Logger.Level = .info
    ) {
        var metadata: Logger.Metadata = ["event": "\(name)", "federation": "\(federation)"]
        if let round { metadata["round"] = "\(round)" }
        if let participant { metadata["participant"] = "\(participant)" }
        tally.count(name)
        logger.log(level: level, "\(message)", metadata: metadata)
    }
}
