public import Primitives

/// The server's signed word that a contribution is durable and will be in the sum if the round is decrypted.
public struct Acknowledgement: Hashable, Sendable {
    /// Digest of the round's announcement.
    public let announcement: Digest
    /// The contributor.
    public let participant: PartyName
    /// Digest of its statement.
    public let contribution: Digest
    /// The server's Ed25519 signature.
    public let signature: [UInt8]

    /// An acknowledgement as it came from somewhere.
    public init(announcement: Digest, participant: PartyName, contribution: Digest, signature: [UInt8]) {
        self.announcement = announcement
        self.participant = participant
        self.contribution = contribution
        self.signature = signature
    }

    /// Signs an acknowledgement.
    public init(announcement: Digest, participant: PartyName, contribution: Digest, signer: SigningKey) throws {
        self.announcement = announcement
        self.participant = participant
        self.contribution = contribution
        signature = try signer.signature(for: Self.signed(announcement, participant, contribution))
    }

    /// Whether the server signed it.
    public func isSigned(by server: VerificationKey) -> Bool {
        server.isValid(signature, for: Self.signed(announcement, participant, contribution))
    }

    private static func signed(_ announcement: Digest, _ participant: PartyName, _ contribution: Digest) -> [UInt8] {
        var hash = TaggedHash("grok/v1/ack")
        hash.append(announcement)
        hash.append(participant.text)
        hash.append(contribution)
        return hash.finish().bytes
    }
}
