public import Paillier
public import Primitives

/// What a participant signs: which encrypted vector it contributes to which round.
public struct ContributionStatement: Hashable, Sendable {
    /// Digest of the round's announcement.
    public let announcement: Digest
    /// Who contributes.
    public let participant: PartyName
    /// The part of the encrypted vector beside its ciphertexts: randomisers and proof.
    public let header: ContributionHeader
    /// Merkle root over the blocks of ciphertexts.
    public let root: Digest

    /// A statement as it came from somewhere; ``SignedContribution/verify(member:)`` says whether to believe it.
    public init(announcement: Digest, participant: PartyName, header: ContributionHeader, root: Digest) {
        self.announcement = announcement
        self.participant = participant
        self.header = header
        self.root = root
    }

    /// ctx = H("grok/v1/contribution"; P, participant, fingerprint of its key): what the proof is bound to.
    public static func context(announcement: Digest, participant: PartyName, key: VerificationKey) -> Digest {
        var hash = TaggedHash("grok/v1/contribution")
        hash.append(announcement)
        hash.append(participant.text)
        hash.append(key.fingerprint)
        return hash.finish()
    }

    /// H("grok/v1/signed"; ctx, H("grok/v1/u"; u's), root, the proof's parts), the number a sum is made of and a signature is over.
    public func digest(key: VerificationKey) -> Digest {
        var randomisers = TaggedHash("grok/v1/u")
        randomisers.append(header.randomisers)
        var hash = TaggedHash("grok/v1/signed")
        hash.append(Self.context(announcement: announcement, participant: participant, key: key))
        hash.append(randomisers.finish())
        hash.append(root)
        for part in header.proof { hash.append(part) }
        return hash.finish()
    }
}
