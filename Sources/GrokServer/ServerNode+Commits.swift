import Federation
import Primitives
import RoundStore
import Wire

extension ServerNode {
    /// Asks a holder to look at the sum and to commit to it.
    func requestCommit(of holder: PartyName) {
        guard let current else { return }
        log.commitRequested(holder, round: current.number)
        let request = CommitRequest(
            announcement: current.signed, contributions: Blob(current.contributionList))
        send(.commitRequest(request), to: holder)
    }

    /// A holder commits. One for another round is late, or a replay: it changes nothing.
    func take(_ commit: SumCommit, from connection: ConnectionID, at now: Timestamp) throws {
        guard let session = sessions[connection], let round = current, machine.takesCommits else { return }
        guard commit.announcement == round.digest else {
            return log.commitRefused(session.name, round: round.number, reason: "it is for another round")
        }
        if let objection = objection(to: commit, of: round, session) {
            return try drop(committer: session.name, objection, at: now)
        }
        let mayCount = try settle(commit, of: session.name, in: round)
        guard mayCount, commit.sum == round.sumDigest else {
            return try drop(committer: session.name, "it is to another sum", at: now)
        }
        try perform(machine.acceptCommit(of: session.name, at: now), at: now)
    }

    private func objection(to commit: SumCommit, of round: CurrentRound, _ session: Session) -> String? {
        if commit.holder != federation.manifest.content.holderIndex(of: session.name) {
            return "it is in another holder's name"
        }
        if commit.baseModel != round.announcement.baseModel { return "it is on another base model" }
        return commit.isSigned(by: session.key) ? nil : "its signature is not valid"
    }

    /// Makes the first commit of a holder durable, and the proof where it contradicts one from before.
    ///
    /// - Returns: whether the holder has committed to one sum only.
    private func settle(_ commit: SumCommit, of name: PartyName, in round: CurrentRound) throws -> Bool {
        let known = try store.commits(baseModel: commit.baseModel).filter { $0.commit.holder == commit.holder }
        let offences = try known.compactMap { record in
            try contradiction(of: record, by: commit, in: round).map { evidence in
                try keep(evidence)
                log.contradicted(evidence, of: name, round: round.number)
                return evidence
            }
        }
        if !known.contains(where: { $0.round == round.number }) {
            try measuring(.persist) { try store.acceptCommit(CommitRecord(round: round.number, commit: commit)) }
            current?.commits.append(commit)
            log.commitVerified(name, commit, round: round.number)
        }
        return offences.allSatisfy { $0.offence != .twoSums }
    }

    private func contradiction(
        of record: CommitRecord, by commit: SumCommit, in round: CurrentRound
    ) throws -> CommitEvidence? {
        guard record.commit != commit, let first = try announcement(of: record.round) else { return nil }
        let evidence = CommitEvidence(
            first: CommitEvidence.Word(announcement: first, commit: record.commit),
            second: CommitEvidence.Word(announcement: round.announcement, commit: commit))
        return evidence.offence == nil ? nil : evidence
    }

    /// In the database, and as a file for others to see.
    private func keep(_ evidence: CommitEvidence) throws {
        let bytes = EvidenceFile.encode(.commits(evidence), roster: federation.roster.signedBytes)
        try store.saveBlob(bytes, as: .evidence(Digest(sha256: bytes)))
        try store.saveEvidence(evidence)
    }

    private func announcement(of round: Int) throws -> RoundAnnouncement? {
        if let current, current.number == round { return current.announcement }
        return try store.rounds().first { $0.announcement.round == round }?.announcement
    }

    /// A holder's commit is wrong: it is not asked again in this round.
    private func drop(committer name: PartyName, _ objection: String, at now: Timestamp) throws {
        guard let round = current else { return }
        log.commitRefused(name, round: round.number, reason: objection)
        try perform(machine.dropHolder(name, at: now), at: now)
    }

    func reachQuorum() {
        guard let current, let sum = current.sumDigest else { return }
        let names = current.commitsToSum.compactMap { federation.manifest.content.holder($0.holder) }
        log.quorumReached(names, sum: sum, round: current.number)
    }
}
