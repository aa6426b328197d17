import Federation
import Primitives
import RoundStore
import Wire

/// What the server has promised and the holders have agreed to, to hold everybody to it.
struct Ledger {
    /// A promise that was broken.
    struct Breach: Error, CustomStringConvertible {
        let description: String
    }

    /// Every acknowledgement that was sent, by announcement and participant.
    private(set) var acknowledged: [Digest: [PartyName: Digest]] = [:]
    private var breach: Breach?

    /// Looks at what a holder sends: it gives shares only of a sum that a quorum's commits are durable for, here and there.
    mutating func note(_ message: WireMessage, store: any ServerStore, clients: [SimulatedClient], quorum: Int) {
        guard case .share(let share) = message else { return }
        let sum = share.share.statement.sum
        let promises = clients.compactMap { client in
            try? client.store.commitments().first { $0.sum == sum }
        }
        let durable = promises.first.flatMap { promise in
            try? store.commits(baseModel: promise.baseModel).count { $0.commit.sum == sum }
        }
        let holders = min(promises.count, durable ?? 0)
        if holders < quorum { breach = Breach(description: "shares of a sum that \(holders) holders committed to") }
    }

    /// Looks at what the server sends: what it acknowledges must be in the store already.
    mutating func note(_ message: WireMessage, store: any ServerStore) {
        guard case .acknowledgement(let word) = message else { return }
        acknowledged[word.announcement, default: [:]][word.participant] = word.contribution
        let rounds = (try? store.rounds()) ?? []
        guard let round = rounds.last(where: { $0.announcement.digest == word.announcement }) else {
            breach = Breach(description: "an acknowledgement for a round that the store does not have")
            return
        }
        let record = try? store.contribution(round: round.announcement.round, participant: word.participant)
        if record?.acknowledgement != word {
            breach = Breach(description: "\(word.participant) was acknowledged what is not stored")
        }
    }

    /// - Parameter members: who takes part still; what others were acknowledged may be left out.
    /// - Throws: ``Breach``.
    func check(_ store: any ServerStore, clients: [SimulatedClient], members: Set<PartyName>) throws {
        if let breach { throw breach }
        try checkCommitments(clients)
        for round in try store.rounds() where round.phase != .abandoned {
            try check(round, store: store, members: members)
        }
    }

    /// At most one sum a base model, or one of each kind over the same contributors, over all holders.
    private func checkCommitments(_ clients: [SimulatedClient]) throws {
        let commitments = try Set(clients.flatMap { try $0.store.commitments() })
        for commitment in commitments where !commitments.allSatisfy(commitment.goes) {
            throw Breach(description: "two sums were committed to on the model of round \(commitment.round)")
        }
    }

    /// What was acknowledged is stored while the round is open, and in the sum once that is settled.
    private func check(_ round: RoundRecord, store: any ServerStore, members: Set<PartyName>) throws {
        let announcement = round.announcement
        let names = members.intersection(acknowledged[announcement.digest, default: [:]].keys)
        switch round.phase {
        case .abandoned: break
        case .training:
            for name in names where try store.contribution(round: announcement.round, participant: name) == nil {
                throw Breach(description: "the acknowledged contribution of \(name) is gone")
            }
        case .decrypting, .evaluated, .published, .void:
            guard names.isSubset(of: round.contributors) else {
                throw Breach(description: "the sum of round \(announcement.round) leaves out who was acknowledged")
            }
        }
    }
}
