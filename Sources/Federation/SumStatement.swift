public import Primitives

/// Which contributions a sum is made of.
public struct SumStatement: Hashable, Sendable {
    /// Digest of the round's announcement.
    public let announcement: Digest
    /// The contributors and the digests of their statements, sorted by name.
    public let contributions: [Entry]

    /// One contribution of a sum.
    public struct Entry: Hashable, Sendable {
        /// The contributor.
        public let participant: PartyName
        /// Digest of its statement.
        public let contribution: Digest

        /// A contribution of a sum.
        public init(participant: PartyName, contribution: Digest) {
            self.participant = participant
            self.contribution = contribution
        }
    }

    /// The sum of these contributions, in any order.
    public init(announcement: Digest, contributions: [Entry]) {
        self.announcement = announcement
        self.contributions = contributions.sorted { $0.participant < $1.participant }
    }

    /// sumDigest = H("grok/v1/sum"; P, for each contributor: name, digest).
    public var digest: Digest {
        var hash = TaggedHash("grok/v1/sum")
        hash.append(announcement)
        for entry in contributions {
            hash.append(entry.participant.text)
            hash.append(entry.contribution)
        }
        return hash.finish()
    }
}
