/// The holder's side of `NoOpScheme`: it hands back what it is asked about.
public struct NoOpDecryptor: PartialDecryptor {
    private let scheme: NoOpScheme

    /// A holder under a scheme.
    public init(_ scheme: NoOpScheme) {
        self.scheme = scheme
    }

    /// Answers with the request itself.
    public func share(
        holder: Int, of request: DecryptionInput, layout: BlockLayout, context: ShareContext
    ) throws -> DecryptionShare {
        try layout.check(request, rowByteCount: scheme.ciphertextByteCount)
        return DecryptionShare(holder: holder, blocks: request.blocks, payload: request.input)
    }
}

extension BlockLayout {
    /// Checks that a request is about blocks of this layout and has their size.
    ///
    /// - Throws: `PaillierError.requestInvalid`.
    package func check(_ request: DecryptionInput, rowByteCount: Int) throws {
        guard contains(request.blocks) else {
            throw PaillierError.requestInvalid(reason: "not blocks of this layout, in order, once each")
        }
        let expected = request.blocks.count * positionsPerBlock * rowByteCount
        guard request.input.count == expected else {
            throw PaillierError.requestInvalid(reason: "\(request.input.count) bytes where \(expected) are expected")
        }
    }
}
