import Federation
import Primitives
import RoundStore
import Wire

/// What was promised in a simulation, to hold everybody to it after every step.
struct Ledger {
    /// A promise that was broken.
    struct Breach: Error, CustomStringConvertible {
        let description: String
    }

    /// What a participant has signed for a round, and whether the server has acknowledged it.
    struct Word {
        var contribution: SignedContribution?
        var isAcknowledged = false
    }

    /// By announcement and participant.
    var words: [Digest: [PartyName: Word]] = [:]
    /// Rounds whose contributors are settled.
    var frozen: [Int: RoundRecord] = [:]
    /// Rounds that have ended.
    var ended: Set<Int> = []
    /// Digests of announcements, by round: they take long to compute.
    private var digests: [Int: Digest] = [:]
    var breach: Breach?

    /// - Parameters:
    ///   - members: who takes part still; what others were acknowledged may be left out.
    ///   - onEnd: told once of each sum that was opened.
    /// - Throws: ``Breach``, and what `onEnd` throws.
    mutating func check(
        _ store: any ServerStore, clients: [SimulatedClient], members: Set<PartyName>,
        onEnd: (RoundRecord) throws -> Void
    ) throws {
        if let breach { throw breach }
        try checkCommitments(clients)
        for round in try store.rounds() where round.phase != .abandoned {
            if round.phase == .training {
                try checkStored(round, store, members)
            } else {
                try checkFrozen(round, store, members)
            }
            guard !round.phase.isOpen, ended.insert(round.announcement.round).inserted else { continue }
            try onEnd(round)
        }
    }

    mutating func digest(of announcement: RoundAnnouncement) -> Digest {
        if let known = digests[announcement.round] { return known }
        let digest = announcement.digest
        digests[announcement.round] = digest
        return digest
    }

    private mutating func acknowledged(_ round: RoundRecord, _ members: Set<PartyName>) -> [PartyName] {
        guard let words = words[digest(of: round.announcement)] else { return [] }
        return words.filter { $1.isAcknowledged && members.contains($0) }.map(\.key)
    }

    /// At most one sum a base model, or one of each kind over the same contributors, over all holders.
    private func checkCommitments(_ clients: [SimulatedClient]) throws {
        var known: [HolderMachine.Commitment] = []
        for client in clients {
            for commitment in try client.store.commitments() {
                guard !known.contains(where: { $0.sum == commitment.sum }) else { continue }
                guard known.allSatisfy(commitment.goes) else {
                    throw Breach(description: "two sums were committed to on the model of round \(commitment.round)")
                }
                known.append(commitment)
            }
        }
    }

    /// What was acknowledged is stored while the round is open.
    private mutating func checkStored(
        _ round: RoundRecord, _ store: any ServerStore, _ members: Set<PartyName>
    ) throws {
        let number = round.announcement.round
        if frozen[number] != nil { throw Breach(description: "round \(number) takes contributions again") }
        for name in acknowledged(round, members) {
            guard try store.contribution(round: number, participant: name) != nil,
                try store.hasBlob(.contribution(round: number, participant: name))
            else { throw Breach(description: "the acknowledged contribution of \(name) is gone") }
        }
    }

    /// Once a sum is settled it stays what it is: of those who were acknowledged, and of what is stored.
    private mutating func checkFrozen(
        _ round: RoundRecord, _ store: any ServerStore, _ members: Set<PartyName>
    ) throws {
        let number = round.announcement.round
        if let known = frozen[number] {
            guard known.contributors == round.contributors,
                digest(of: known.announcement) == digest(of: round.announcement)
            else { throw Breach(description: "round \(number) has another sum than before") }
            return
        }
        for name in acknowledged(round, members) where !round.contributors.contains(name) {
            throw Breach(description: "the sum of round \(number) leaves out \(name), who was acknowledged")
        }
        for name in round.contributors where try store.contribution(round: number, participant: name) == nil {
            throw Breach(description: "the sum of round \(number) has a contribution of \(name) that is not stored")
        }
        try checkOnlySum(round)
        frozen[number] = round
    }

    /// A second sum on one model only of the same contributors, and only after the transcript of the first.
    private func checkOnlySum(_ round: RoundRecord) throws {
        let announcement = round.announcement
        for (number, other) in frozen where other.announcement.baseModel == announcement.baseModel {
            let isLater = other.announcement.previousTranscript != announcement.previousTranscript
            guard isLater, ended.contains(number), other.contributors == round.contributors else {
                throw Breach(description: "rounds \(number) and \(announcement.round) are two sums on one model")
            }
        }
    }
}
