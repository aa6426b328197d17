/// What a holder is asked to decrypt.
public struct DecryptionInput: Hashable, Sendable {
    /// The blocks, in ascending order.
    public let blocks: [Int]
    /// The headers of all contributions to the sum, which the holder has audited.
    public let headers: [ContributionHeader]
    /// What `AdditiveScheme.shareRequest(for:of:layout:)` made, or what somebody says it made.
    public let input: [UInt8]

    /// A request for shares of some blocks.
    public init(blocks: [Int], headers: [ContributionHeader], input: [UInt8]) {
        self.blocks = blocks
        self.headers = headers
        self.input = input
    }
}
