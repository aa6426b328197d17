/// A key holder's side of a scheme: it answers requests with shares, and lets its key go to nobody.
public protocol PartialDecryptor: Sendable {
    /// Answers a request for some blocks of a sum.
    ///
    /// - Parameter holder: this holder's number, from 1.
    /// - Throws: `PaillierError` where the request is not what the layout and the blocks call for.
    func share(
        holder: Int, of request: DecryptionInput, layout: BlockLayout, context: ShareContext
    ) throws -> DecryptionShare
}
