import Federation
import Primitives
import RoundStore
import Wire

// What is promised by being sent.
extension Ledger {
    /// Looks at what a participant sends.
    mutating func note(
        _ message: WireMessage, of client: SimulatedClient, store: any ServerStore, clients: [SimulatedClient],
        quorum: Int
    ) {
        switch message {
        case .commit(let commit): note(commit, of: client)
        case .contribution(let contribution): note(contribution)
        case .share(let share): note(share.share.statement.sum, store: store, clients: clients, quorum: quorum)
        default: break
        }
    }

    /// A holder's word is durable before it is given.
    private mutating func note(_ commit: SumCommit, of client: SimulatedClient) {
        let commitments = (try? client.store.commitments()) ?? []
        guard !commitments.contains(where: { $0.sum == commit.sum }) else { return }
        breach = Breach(description: "\(client.name) commits to a sum that it has not written down")
    }

    /// Nobody signs two contributions to a round.
    private mutating func note(_ contribution: SignedContribution) {
        let statement = contribution.statement
        let known = words[statement.announcement]?[statement.participant]?.contribution
        if let known, known != contribution {
            breach = Breach(description: "\(statement.participant) sends a second contribution to a round")
        }
        words[statement.announcement, default: [:]][statement.participant, default: Word()].contribution = contribution
    }

    /// Shares are given only of a sum that a quorum's commits are durable for, here and there.
    private mutating func note(_ sum: Digest, store: any ServerStore, clients: [SimulatedClient], quorum: Int) {
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
        words[word.announcement, default: [:]][word.participant, default: Word()].isAcknowledged = true
        let rounds = (try? store.rounds()) ?? []
        var round: RoundRecord?
        for record in rounds.reversed() where round == nil && digest(of: record.announcement) == word.announcement {
            round = record
        }
        guard let round else {
            breach = Breach(description: "an acknowledgement for a round that the store does not have")
            return
        }
        let record = try? store.contribution(round: round.announcement.round, participant: word.participant)
        if record?.acknowledgement != word {
            breach = Breach(description: "\(word.participant) was acknowledged what is not stored")
        }
    }
}
