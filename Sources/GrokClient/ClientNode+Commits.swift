import Federation
import Paillier
import Primitives
import RoundStore
import Wire

extension ClientNode {
    /// The server asks to commit to a sum: fetch what the sum is made of, then decide.
    func begin(_ request: CommitRequest) {
        guard federation.decryptor != nil else {
            return refuse(request.announcement.digest, "this participant holds no key")
        }
        fetch(
            Download(digest: request.contributions.digest, purpose: .contributions(request), limit: contributionsLimit))
    }

    /// Decides by the contributions; what is promised is persisted before it is signed.
    func audit(_ request: CommitRequest, contributions bytes: [UInt8]) throws {
        guard let contributions = try? WireCodec.decodeContributions(bytes) else {
            return distrust("the list of contributions is malformed")
        }
        let proposal = SumProposal(announcement: request.announcement, contributions: contributions)
        switch holder.decide(proposal, knowing: try knowledge(of: request.announcement)) {
        case .commit(let commitment):
            try store.saveCommitment(commitment)
            sums[commitment.sum] = AgreedSum(proposal: proposal, commitment: commitment)
            try sign(commitment)
        case .refuse(let reason): refuse(request.announcement.digest, reason)
        }
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
            roster: roster.content, acceptedRoster: acceptedRoster, commitments: store.commitments(),
            announced: store.announcement(round: announcement.round),
            acknowledged: own?.isAcknowledged == true ? digest : nil, prepared: digest)
    }

    /// The round is over: nobody asks for shares of its sum any more.
    func forgetSums(ofRound round: Int) { sums = sums.filter { $0.value.commitment.round != round } }

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
