public import Primitives

/// What one key holder contributes to decrypting some blocks of a sum.
public struct DecryptionShare: Sendable, Hashable {
    /// The holder's number, from 0, in the order of the federation's manifest.
    public var holder: Int
    /// The blocks that it speaks about, in ascending order.
    public var blocks: [Int]
    /// The scheme's own bytes, `AdditiveScheme.shareByteCount(blocks:layout:)` of them.
    public var payload: [UInt8]

    /// A share as it came from a holder; `AdditiveScheme.verify` checks it.
    public init(holder: Int, blocks: [Int], payload: [UInt8]) {
        self.holder = holder
        self.blocks = blocks
        self.payload = payload
    }
}

/// A key holder's side of a scheme: it answers requests with shares, and lets its key go to nobody.
public protocol PartialDecryptor: Sendable {
    /// Answers a request for some blocks of a sum.
    ///
    /// - Parameters:
    ///   - holder: this holder's number.
    ///   - request: what `AdditiveScheme.shareRequest(for:of:layout:)` made, or what somebody says it made.
    ///   - blocks: which blocks, in ascending order.
    ///   - context: the digest that ties the share to its round.
    /// - Throws: `PaillierError` where the request is not what the layout and the blocks call for.
    func share(
        holder: Int, request: [UInt8], blocks: [Int], layout: BlockLayout, context: Digest
    ) throws -> DecryptionShare
}
