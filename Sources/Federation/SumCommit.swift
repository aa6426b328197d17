public import Primitives

/// A holder's signed word that it will help to open this one sum on a base model, and no other, ever.
public struct SumCommit: Hashable, Sendable {
    /// Digest of the round's announcement.
    public let announcement: Digest
    /// Digest of the model that the round starts from.
    public let baseModel: Digest
    /// Digest of the sum's statement.
    public let sum: Digest
    /// The holder's index.
    public let holder: Int
    /// Which copy of the holder commits.
    public let instance: InstanceID
    /// The holder's Ed25519 signature.
    public let signature: [UInt8]

    /// A commit as it came from somewhere; ``isSigned(by:)`` says whether to believe it.
    public init(
        announcement: Digest, baseModel: Digest, sum: Digest, holder: Int, instance: InstanceID, signature: [UInt8]
    ) {
        self.announcement = announcement
        self.baseModel = baseModel
        self.sum = sum
        self.holder = holder
        self.instance = instance
        self.signature = signature
    }

    /// Signs a commit; the same one again has the same signature.
    public init(
        announcement: Digest, baseModel: Digest, sum: Digest, holder: Int, instance: InstanceID, signer: SigningKey
    ) throws {
        let unsigned = SumCommit(
            announcement: announcement, baseModel: baseModel, sum: sum, holder: holder, instance: instance,
            signature: [])
        self.init(
            announcement: announcement, baseModel: baseModel, sum: sum, holder: holder, instance: instance,
            signature: try signer.signature(for: unsigned.signedBytes))
    }

    /// Whether the holder with this key signed it.
    public func isSigned(by key: VerificationKey) -> Bool { key.isValid(signature, for: signedBytes) }

    /// H("grok/v1/commit"; P, base model digest, sumDigest, u32 holder, instance id).
    var signedBytes: [UInt8] {
        var hash = TaggedHash("grok/v1/commit")
        hash.append(announcement)
        hash.append(baseModel)
        hash.append(sum)
        hash.append(u32: UInt32(truncatingIfNeeded: holder))
        hash.append(instance.bytes)
        return hash.finish().bytes
    }
}
