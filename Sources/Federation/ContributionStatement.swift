public import Paillier
public import Primitives

/// What a participant signs: which encrypted vector it contributes to which round.
public struct ContributionStatement: Hashable, Sendable {
    /// Digest of the round's announcement.
    public let announcement: Digest
    /// Who contributes.
    public let participant: PartyName
    /// The part of the encrypted vector before its ciphertexts (randomisers and proof); empty for a single key.
    public let header: [UInt8]
    /// Merkle root over the blocks of ciphertexts.
    public let root: Digest

    /// A statement as it came from somewhere; ``SignedContribution/verify(member:)`` says whether to believe it.
    public init(announcement: Digest, participant: PartyName, header: [UInt8], root: Digest) {
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

    /// H("grok/v1/signed"; ctx, H("grok/v1/u"; header), root), the number a sum is made of and a signature is over.
    public func digest(key: VerificationKey) -> Digest {
        var header = TaggedHash("grok/v1/u")
        header.append(self.header)
        var hash = TaggedHash("grok/v1/signed")
        hash.append(Self.context(announcement: announcement, participant: participant, key: key))
        hash.append(header.finish())
        hash.append(root)
        return hash.finish()
    }

    /// Merkle root over leaf_b = H("grok/v1/leaf"; u32 b, the b-th block of `body`).
    ///
    /// - Precondition: the blocks divide the body evenly.
    public static func root(of body: [UInt8], layout: BlockLayout) -> Digest {
        let blockBytes = body.count / layout.blocks
        precondition(
            blockBytes * layout.blocks == body.count, "\(layout.blocks) blocks do not divide \(body.count) bytes")
        return body.withUnsafeBytes { bytes in
            MerkleTree.root(
                of: (0..<layout.blocks).map { block in
                    var leaf = TaggedHash("grok/v1/leaf")
                    leaf.append(u32: UInt32(block))
                    leaf.append(UnsafeRawBufferPointer(rebasing: bytes[block * blockBytes..<(block + 1) * blockBytes]))
                    return leaf.finish()
                })
        }
    }
}
