public import Primitives

/// A contribution without its ciphertexts: what the server acknowledges and a holder audits.
public struct SignedContribution: Hashable, Sendable {
    /// What is contributed.
    public let statement: ContributionStatement
    /// The participant's Ed25519 signature over the statement's digest.
    public let signature: [UInt8]

    /// A signed statement as it came from somewhere.
    public init(statement: ContributionStatement, signature: [UInt8]) {
        self.statement = statement
        self.signature = signature
    }

    /// Signs a statement.
    public init(_ statement: ContributionStatement, signer: SigningKey) throws {
        self.statement = statement
        signature = try signer.signature(for: statement.digest(key: signer.verificationKey).bytes)
    }

    /// Whether the member signed it.
    public func isSigned(by member: Roster.Member) -> Bool {
        member.name == statement.participant
            && member.key.isValid(signature, for: statement.digest(key: member.key).bytes)
    }
}
