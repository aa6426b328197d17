public import Primitives

/// The holder's side of `NoOpScheme`: it hands back what it is asked about.
public struct NoOpDecryptor: PartialDecryptor {
    private let scheme: NoOpScheme

    /// A holder under a scheme.
    public init(_ scheme: NoOpScheme) {
        self.scheme = scheme
    }

    /// Answers with the request itself.
    public func share(
        holder: Int, request: [UInt8], blocks: [Int], layout: BlockLayout, context: Digest
    ) throws -> DecryptionShare {
        try layout.check(request: request, blocks: blocks, rowByteCount: scheme.ciphertextByteCount)
        return DecryptionShare(holder: holder, blocks: blocks, payload: request)
    }
}

extension BlockLayout {
    /// Checks that a request is about blocks of this layout and has their size.
    ///
    /// - Throws: `PaillierError.requestInvalid`.
    package func check(request: [UInt8], blocks: [Int], rowByteCount: Int) throws {
        guard contains(blocks) else {
            throw PaillierError.requestInvalid(reason: "not blocks of this layout, in order, once each")
        }
        let expected = blocks.count * positionsPerBlock * rowByteCount
        guard request.count == expected else {
            throw PaillierError.requestInvalid(reason: "\(request.count) bytes where \(expected) are expected")
        }
    }
}
