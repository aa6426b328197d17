public import Primitives

/// A signed document as it travels: whoever knows the signer's key makes a ``SignedDocument`` of it.
public struct SignedBytes: Hashable, Sendable {
    /// The document.
    public var content: [UInt8]
    /// The signature, of the kind that the document calls for.
    public var signature: [UInt8]

    /// A document as it came from somewhere.
    public init(content: [UInt8], signature: [UInt8]) {
        self.content = content
        self.signature = signature
    }
}

extension SignedDocument {
    /// The document as it travels.
    public var signedBytes: SignedBytes { SignedBytes(content: bytes, signature: signature) }

    /// Checks the signature, then decodes.
    ///
    /// - Throws: ``FederationError`` when the signature is not `authority`'s or the bytes are not such a document.
    public init(name: String, _ signed: SignedBytes, authority: VerificationKey) throws {
        try self.init(name: name, bytes: signed.content, signature: signed.signature, authority: authority)
    }
}
