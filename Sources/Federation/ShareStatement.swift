public import Primitives

/// What a holder signs about its decryption shares.
public struct ShareStatement: Hashable, Sendable {
    /// Digest of the sum the shares open.
    public let sum: Digest
    /// The holder's index.
    public let holder: Int
    /// The blocks the shares are of, ascending.
    public let blocks: [Int]
    /// SHA-256 of the shares.
    public let payload: Digest

    /// A statement about shares.
    public init(sum: Digest, holder: Int, blocks: [Int], payload: Digest) {
        self.sum = sum
        self.holder = holder
        self.blocks = blocks
        self.payload = payload
    }

    /// The bytes a holder signs: H("grok/v1/share"; sum, holder, blocks, payload).
    public var signedBytes: [UInt8] {
        var hash = TaggedHash("grok/v1/share")
        hash.append(sum)
        hash.append(u32: UInt32(truncatingIfNeeded: holder))
        hash.append(blocks.flatMap { UInt32(truncatingIfNeeded: $0).bigEndianBytes })
        hash.append(payload)
        return hash.finish().bytes
    }
}

extension UInt32 {
    fileprivate var bigEndianBytes: [UInt8] { withUnsafeBytes(of: bigEndian, Array.init) }
}
