public import Primitives

extension HolderMachine {
    /// What a holder has promised: to help to open this sum, and no other on its base model.
    public struct Commitment: Hashable, Sendable {
        /// Digest of the round's announcement.
        public let announcement: Digest
        /// Digest of the base model.
        public let baseModel: Digest
        /// Digest of the transcript that the round follows.
        public let previousTranscript: Digest
        /// Digest of the sum; it binds all the others.
        public let sum: Digest
        /// The round's number.
        public let round: Int
        /// Whose contributions the sum is of, sorted.
        public let contributors: [PartyName]

        /// A commitment.
        public init(
            announcement: Digest, baseModel: Digest, previousTranscript: Digest, sum: Digest, round: Int,
            contributors: [PartyName]
        ) {
            self.announcement = announcement
            self.baseModel = baseModel
            self.previousTranscript = previousTranscript
            self.sum = sum
            self.round = round
            self.contributors = contributors
        }

        init(_ announcement: RoundAnnouncement, sum: SumStatement) {
            self.init(
                announcement: sum.announcement, baseModel: announcement.baseModel,
                previousTranscript: announcement.previousTranscript, sum: sum.digest, round: announcement.round,
                contributors: sum.contributions.map(\.participant))
        }

        /// Whether both can be kept: on one base model there is one sum, and after its transcript others over the same
        /// contributors, from which nobody can be subtracted.
        public func goes(with other: Commitment) -> Bool {
            sum == other.sum || baseModel != other.baseModel
                || (previousTranscript != other.previousTranscript && contributors == other.contributors)
        }
    }

    /// What a holder knows when it is asked to commit.
    public struct Knowledge: Sendable {
        /// The newest roster seen.
        public var roster: Roster
        /// Number of the newest roster that the holder's person has accepted.
        public var acceptedRoster: Int
        /// How far this holder has verified where the model comes from.
        public var head: ChainHead
        /// Everything that this holder ever promised.
        public var commitments: [Commitment]
        /// Digest of the announcement of this round that this holder was sent, nil when none.
        public var announced: Digest?
        /// Digest of this participant's own contribution to the round that the server acknowledged, if any.
        public var acknowledged: Digest?
        /// Digest of the contribution that this participant has made to the round, acknowledged or not.
        public var prepared: Digest?

        /// What a holder knows.
        public init(
            roster: Roster, acceptedRoster: Int, head: ChainHead, commitments: [Commitment] = [],
            announced: Digest? = nil,
            acknowledged: Digest? = nil, prepared: Digest? = nil
        ) {
            self.roster = roster
            self.acceptedRoster = acceptedRoster
            self.head = head
            self.commitments = commitments
            self.announced = announced
            self.acknowledged = acknowledged
            self.prepared = prepared
        }

        /// Whether this holder saw the announcement before the roster that is the newest now: it was sent it, or has
        /// committed to a sum of it.
        func knows(_ announcement: Digest) -> Bool {
            announced == announcement || commitments.contains { $0.announcement == announcement }
        }
    }
}
