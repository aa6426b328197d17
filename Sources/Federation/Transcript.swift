public import Paillier
public import Primitives

/// What happened in a round, for anybody who wants to check it later: one a round, chained by digests.
public struct Transcript: Hashable, Sendable {
    /// How a frozen round ended.
    public enum Outcome: Hashable, Sendable {
        /// A new model (or, in an evaluation, the base model measured).
        case published(model: Digest)
        /// The opened sum was not one of well-formed contributions; the model stays.
        case void
    }

    /// What a holder gave to open the sum, whole, so that its proof can be checked again.
    public struct Share: Hashable, Sendable {
        /// The holder's signed word.
        public let signed: SignedShare
        /// The shares' bytes.
        public let payload: [UInt8]

        /// A holder's shares.
        public init(signed: SignedShare, payload: [UInt8]) {
            self.signed = signed
            self.payload = payload
        }
    }

    /// The round, with the digest of the transcript before.
    public let announcement: RoundAnnouncement
    /// The contributions of the sum, without ciphertexts, sorted by name.
    public let contributions: [SignedContribution]
    /// The commits that allowed to open it, sorted by holder.
    public let commits: [SumCommit]
    /// The shares that opened it.
    public let shares: [Share]
    /// The ciphertexts of the sum, one a position, as the scheme writes them.
    public let ciphertexts: [UInt8]
    /// The hashes of the contributions' ciphertexts under ``hashSeed``, in the contributions' order: whoever contributed
    /// can check its own, and everybody that together they make the hash of the sum.
    public let hashes: [HomomorphicHash]
    /// The opened sum: plaintext rows, fixed width, big-endian.
    public let sum: [UInt8]
    /// How it ended.
    public let outcome: Outcome

    /// A round's transcript.
    public init(
        announcement: RoundAnnouncement, contributions: [SignedContribution], commits: [SumCommit], shares: [Share],
        ciphertexts: [UInt8], hashes: [HomomorphicHash], sum: [UInt8], outcome: Outcome
    ) {
        self.announcement = announcement
        self.contributions = contributions
        self.commits = commits
        self.shares = shares
        self.ciphertexts = ciphertexts
        self.hashes = hashes
        self.sum = sum
        self.outcome = outcome
    }

    /// The digest that the next announcement names, H("grok/v1/transcript"; every field, in order, lists with their lengths).
    public var digest: Digest {
        var hash = TaggedHash("grok/v1/transcript")
        hash.append(announcement.digest)
        hash.append(u32: UInt32(contributions.count))
        for contribution in contributions {
            hash.append(contribution.statement.participant.text)
            hash.append(contribution.statement.header.randomisers)
            hash.append(u32: UInt32(contribution.statement.header.proof.count))
            for part in contribution.statement.header.proof { hash.append(part) }
            hash.append(contribution.statement.root)
            hash.append(contribution.signature)
        }
        hash.append(u32: UInt32(commits.count))
        for commit in commits {
            hash.append(commit.signedBytes)
            hash.append(commit.signature)
        }
        hash.append(u32: UInt32(shares.count))
        for share in shares {
            hash.append(share.signed.statement.signedBytes)
            hash.append(share.signed.signature)
            hash.append(Digest(sha256: share.payload))
        }
        hash.append(Digest(sha256: ciphertexts))
        hash.append(u32: UInt32(hashes.count))
        for own in hashes { hash.append(own.bytes) }
        hash.append(Digest(sha256: sum))
        switch outcome {
        case .published(let model): hash.append(model)
        case .void: hash.append("void")
        }
        return hash.finish()
    }

    /// What decides the weights of ``hashes``: nothing that they cover can be chosen once they are known.
    public var hashSeed: Digest {
        Self.hashSeed(announcement: announcement, contributions: contributions, ciphertexts: ciphertexts)
    }

    /// H("grok/v1/hash"; P, the roots of the contributions' ciphertexts with their number, SHA-256 of the sum's).
    public static func hashSeed(
        announcement: RoundAnnouncement, contributions: [SignedContribution], ciphertexts: [UInt8]
    ) -> Digest {
        var hash = TaggedHash("grok/v1/hash")
        hash.append(announcement.digest)
        hash.append(u32: UInt32(contributions.count))
        for contribution in contributions { hash.append(contribution.statement.root) }
        hash.append(Digest(sha256: ciphertexts))
        return hash.finish()
    }

    /// What the transcript of a federation's first round follows.
    public static let genesis = TaggedHash("grok/v1/genesis").finish()
}
