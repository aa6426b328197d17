public import Primitives

/// Proof that a holder broke its word: two of its commits on one base model that no honest holder signs both of.
///
/// It convinces whoever knows the holder's key, without the server's word. The announcements tell which
/// transcripts the rounds follow: after the transcript of a sum another may be opened on the same model.
public struct CommitEvidence: Hashable, Sendable {
    /// A commit and the round that it is for.
    public struct Word: Hashable, Sendable {
        /// The round.
        public let announcement: RoundAnnouncement
        /// What the holder committed to.
        public let commit: SumCommit

        /// A commit to a sum of this round.
        public init(announcement: RoundAnnouncement, commit: SumCommit) {
            self.announcement = announcement
            self.commit = commit
        }

        fileprivate func isWhole(of key: VerificationKey) -> Bool {
            commit.announcement == announcement.digest && commit.baseModel == announcement.baseModel
                && commit.isSigned(by: key)
        }
    }

    /// What the two commits show.
    public enum Offence: Hashable, Sendable {
        /// The holder's key is in use in two places.
        case twoInstances
        /// The holder committed to two sums on one base model.
        case twoSums
    }

    /// The commit that came first.
    public let first: Word
    /// The one that contradicts it.
    public let second: Word

    /// Two commits; ``isValid(holderKey:)`` says whether they prove anything.
    public init(first: Word, second: Word) {
        self.first = first
        self.second = second
    }

    /// What the commits would show if they are genuine; nil when an honest holder could have made both.
    public var offence: Offence? {
        let (one, other) = (first.commit, second.commit)
        guard one.holder == other.holder, one.baseModel == other.baseModel else { return nil }
        let isOneStep = first.announcement.previousTranscript == second.announcement.previousTranscript
        if one.sum != other.sum, isOneStep { return .twoSums }
        return one.instance == other.instance ? nil : .twoInstances
    }

    /// Whether they prove an offence of the holder with this key.
    public func isValid(holderKey: VerificationKey) -> Bool {
        offence != nil && first.isWhole(of: holderKey) && second.isWhole(of: holderKey)
    }
}

extension CommitEvidence.Offence: CustomStringConvertible {
    /// A clause for a log line.
    public var description: String {
        switch self {
        case .twoInstances: "its key is in use in two places"
        case .twoSums: "it committed to two sums on one base model"
        }
    }
}
