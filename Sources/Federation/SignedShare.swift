public import Primitives

/// A holder's signed word about its shares, without their bytes.
public struct SignedShare: Hashable, Sendable {
    /// What it gives.
    public let statement: ShareStatement
    /// The holder's Ed25519 signature over the statement.
    public let signature: [UInt8]

    /// A signed statement as it came from somewhere.
    public init(statement: ShareStatement, signature: [UInt8]) {
        self.statement = statement
        self.signature = signature
    }

    /// Signs a statement.
    public init(_ statement: ShareStatement, signer: SigningKey) throws {
        self.statement = statement
        signature = try signer.signature(for: statement.signedBytes)
    }

    /// Whether the holder with this key signed it.
    public func isSigned(by key: VerificationKey) -> Bool { key.isValid(signature, for: statement.signedBytes) }
}
