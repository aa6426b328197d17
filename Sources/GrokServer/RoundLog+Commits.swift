import CommandSupport
import Federation
import Logging
import Primitives

// What is said of the holders' agreement on a sum.
extension RoundLog {
    func commitRequested(_ name: PartyName, round: Int) {
        event(
            "commit.requested", "round \(round): asking \(name) to commit", round: round, participant: name,
            level: .debug)
    }

    func commitVerified(_ name: PartyName, _ commit: SumCommit, round: Int) {
        event(
            "commit.verified", "round \(round): \(name) committed to the sum \(commit.sum.short)", round: round,
            participant: name)
    }

    func commitRefused(_ name: PartyName, round: Int, reason: String) {
        event(
            "commit.refused", "round \(round): no commit from \(name): \(reason)", round: round, participant: name,
            level: .warning)
    }

    func contradicted(_ evidence: CommitEvidence, of name: PartyName, round: Int) {
        let offence = evidence.offence.map { "\($0)" } ?? "nothing is wrong"
        event(
            "commit.contradicted", "round \(round): \(name) broke its word: \(offence); both commits are kept",
            round: round, participant: name, level: .error)
    }

    func quorumReached(_ names: [PartyName], sum: Digest, round: Int) {
        let holders = names.map(\.text).joined(separator: ", ")
        event("quorum.reached", "round \(round): \(holders) committed to the sum \(sum.short)", round: round)
    }

    func waitingForCommits(_ count: Int, of names: [PartyName], round: Int) {
        let holders = names.map(\.text).joined(separator: ", ")
        let message =
            names.isEmpty
            ? "round \(round): too few key holders are left to commit to its sum"
            : "round \(round) waits for \(count) more of \(holders) to commit"
        event("round.waiting", message, round: round, level: .warning)
    }
}
