import Federation
import Paillier
import Primitives
import RoundStore
import Wire

extension ClientNode {
    /// The server asks to commit to a sum: know where its base model comes from, fetch what the sum is made of, decide.
    func begin(_ request: CommitRequest) throws {
        let announcement = request.announcement.announcement
        guard federation.decryptor != nil else { return refuse(announcement.digest, "this participant holds no key") }
        guard request.announcement.isSigned(by: roster.content.serverKey) else {
            return distrust("the server did not sign its announcement of round \(announcement.round)")
        }
        if let objection = try fork(by: request.announcement) { return refuse(announcement.digest, objection) }
        try perform(machine.reach(announcement.previousTranscript))
        guard machine.hasReachedTarget else { return parked = request }
        fetch(
            Download(digest: request.contributions.digest, purpose: .contributions(request), limit: contributionsLimit))
    }

    /// Has the contributions looked at, after those of the sums before.
    func audit(_ request: CommitRequest, contributions bytes: [UInt8]) throws {
        guard let contributions = try? WireCodec.decodeContributions(bytes) else {
            return distrust("the list of contributions is malformed")
        }
        audits.append(SumProposal(announcement: request.announcement.announcement, contributions: contributions))
        if audits.count == 1 { try runAudit() }
    }

    private func runAudit() throws {
        guard let proposal = audits.first else { return }
        effects.append(.run(.audit(proposal, holder, try knowledge(of: proposal.announcement))))
    }

    /// What is promised is persisted before it is signed.
    func settle(_ proposal: SumProposal, _ decision: HolderMachine.Decision) throws {
        audits.removeFirst()
        switch decision {
        case .commit(let commitment):
            try store.saveCommitment(commitment)
            sums[commitment.sum] = AgreedSum(proposal: proposal, commitment: commitment)
            try sign(commitment)
        case .refuse(let reason): refuse(proposal.announcement.digest, reason)
        }
        try runAudit()
    }

    private func sign(_ commitment: HolderMachine.Commitment) throws {
        guard let index = federation.manifest.content.holderIndex(of: federation.name) else { return }
        let commit = try SumCommit(
            announcement: commitment.announcement, baseModel: commitment.baseModel, sum: commitment.sum, holder: index,
            instance: instance, signer: federation.signingKey)
        log.committed(commit, round: commitment.round)
        if machine.connection == .online { effects.append(.send(.commit(commit))) }
    }

    private func knowledge(of announcement: RoundAnnouncement) throws -> HolderMachine.Knowledge {
        let own = try store.contribution(announcement: announcement.digest)
        let digest = own.map { $0.contribution.statement.digest(key: federation.signingKey.verificationKey) }
        return try HolderMachine.Knowledge(
            roster: roster.content, acceptedRoster: acceptedRoster, head: machine.head,
            commitments: store.commitments(),
            announced: store.announcement(round: announcement.round)?.announcement.digest,
            acknowledged: own?.isAcknowledged == true ? digest : nil, prepared: digest)
    }

    /// The round is over: nobody asks for shares of its sum any more.
    func forgetSums(ofRound round: Int) {
        sums = sums.filter { $0.value.commitment.round != round }
        if parked?.announcement.announcement.round == round { parked = nil }
    }

    func refuse(_ announcement: Digest, _ reason: String) {
        log.refusedToDecrypt(reason)
        guard machine.connection == .online else { return }
        effects.append(.send(.refused(announcement: announcement, reason: reason)))
    }

    /// As many contributions as a sum may hold, each with its header and a few hundred bytes around it.
    private var contributionsLimit: Int {
        let header = federation.scheme.headerByteCount(layout: federation.codec.layout(of: .training))
        return federation.manifest.content.codec.maximumParticipants * (header + 1024)
    }
}
