import Federation
import Paillier
import Primitives
import RoundStore
import Wire

extension ClientNode {
    /// The server asks for help to open a sum: fetch what the sum is made of, then decide.
    func begin(_ ticket: DecryptionTicket) {
        let announcement = ticket.announcement
        guard federation.decryptor != nil else { return refuse(announcement.digest, "this participant holds no key") }
        guard ticket.blocks.allSatisfy({ $0 < announcement.layout.blocks }) else {
            return refuse(announcement.digest, "a block is out of range")
        }
        fetch(Download(digest: ticket.contributions.digest, purpose: .contributions(ticket), limit: contributionsLimit))
    }

    /// Decides by the contributions; agreed to is persisted before anything is given.
    func audit(_ ticket: DecryptionTicket, contributions bytes: [UInt8]) throws {
        guard let contributions = try? WireCodec.decodeContributions(bytes) else {
            return distrust("the list of contributions is malformed")
        }
        let request = DecryptionRequest(
            announcement: ticket.announcement, contributions: contributions, blocks: ticket.blocks)
        switch try decide(request) {
        case .help(let commitment):
            try store.saveCommitment(commitment)
            fetchInput(of: ticket, sum: commitment.sum)
        case .refuse(let reason): refuse(ticket.announcement.digest, reason)
        }
    }

    private func decide(_ request: DecryptionRequest) throws -> HolderMachine.Decision {
        let announcement = request.announcement
        let own = try store.contribution(announcement: announcement.digest)
        return try holder.decide(
            request, roster: roster.content, commitments: store.commitments(),
            announced: store.announcement(round: announcement.round),
            own: own.flatMap { $0.isAcknowledged ? digest(of: $0) : nil }, prepared: own.map(digest))
    }

    private func digest(of own: OwnContribution) -> Digest {
        own.contribution.statement.digest(key: federation.signingKey.verificationKey)
    }

    private func fetchInput(of ticket: DecryptionTicket, sum: Digest) {
        let expected = federation.scheme.shareRequestByteCount(
            blocks: ticket.blocks.count, layout: ticket.announcement.layout)
        guard ticket.input.byteCount == expected else {
            return refuse(ticket.announcement.digest, "what it is asked to decrypt has another size than the sum")
        }
        guard expected > 0 else { return effects.append(.run(.share(ticket, sum: sum, input: []))) }
        fetch(Download(digest: ticket.input.digest, purpose: .input(ticket, sum: sum), limit: expected))
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
