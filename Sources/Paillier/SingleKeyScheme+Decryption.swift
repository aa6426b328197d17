import BigNumber
import Primitives

extension SingleKeyScheme {
    private func shares(_ layout: BlockLayout) -> PlaintextShares {
        PlaintextShares(layout: layout, byteWidth: plaintextByteCount, bound: parameters.modulus)
    }

    /// The ciphertexts of those blocks.
    public func shareRequest(for blocks: [Int], of sum: EncryptedVector, layout: BlockLayout) -> [UInt8] {
        sum.ciphertexts.rows.rows(of: blocks, layout: layout).bigEndianBytes(perRow: ciphertextByteCount)
    }

    /// One ciphertext a position.
    public func shareRequestByteCount(blocks: Int, layout: BlockLayout) -> Int {
        blocks * layout.positionsPerBlock * ciphertextByteCount
    }

    /// One plaintext a position.
    public func shareByteCount(blocks: Int, layout: BlockLayout) -> Int {
        blocks * layout.positionsPerBlock * plaintextByteCount
    }

    /// Checks the share's blocks, size and range. That it is the right plaintext is the holder's word: this scheme has
    /// no proof of decryption.
    public func verify(_ share: DecryptionShare, sum: EncryptedVector, layout: BlockLayout, context: ShareContext)
        throws
    {
        _ = try shares(layout).decode(share)
    }

    /// Puts the plaintexts of all blocks together.
    public func combine(
        _ shares: [DecryptionShare], sum: EncryptedVector, layout: BlockLayout
    ) throws -> PlaintextVector {
        try self.shares(layout).combine(shares)
    }
}
