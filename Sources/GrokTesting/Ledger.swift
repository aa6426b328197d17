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

    private struct Place: Hashable {
        let baseModel: Digest
        let previousTranscript: Digest
        let kind: RoundKind
    }

    /// Every acknowledgement that was sent, by announcement and participant.
    private(set) var acknowledged: [Digest: [PartyName: Digest]] = [:]
    private var breach: Breach?

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

    /// - Throws: ``Breach``.
    func check(_ store: any ServerStore, clients: [SimulatedClient]) throws {
        if let breach { throw breach }
        try checkCommitments(clients)
        for round in try store.rounds() where round.phase != .abandoned {
            try check(round, store: store)
        }
    }

    /// At most one sum a place in the chain of models, over all holders.
    private func checkCommitments(_ clients: [SimulatedClient]) throws {
        var sums: [Place: Digest] = [:]
        for commitment in try clients.flatMap({ try $0.store.commitments() }) {
            let place = Place(
                baseModel: commitment.baseModel, previousTranscript: commitment.previousTranscript,
                kind: commitment.kind)
            guard sums.updateValue(commitment.sum, forKey: place) ?? commitment.sum == commitment.sum else {
                throw Breach(description: "two sums were opened on the model of round \(commitment.round)")
            }
        }
    }

    /// What was acknowledged is stored while the round is open, and in the sum once that is settled.
    private func check(_ round: RoundRecord, store: any ServerStore) throws {
        let announcement = round.announcement
        let names = Set(acknowledged[announcement.digest, default: [:]].keys)
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
