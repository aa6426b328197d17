/// What one key holder contributes to decrypting some blocks of a sum.
public struct DecryptionShare: Sendable, Hashable {
    /// The holder's number, from 1, in the order of the federation's manifest.
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
