public import Primitives

/// A round as the server announces it, signed: two of one number are proof that it told different participants different
/// things.
public struct SignedAnnouncement: Hashable, Sendable {
    /// The round.
    public let announcement: RoundAnnouncement
    /// The server's Ed25519 signature over the announcement's digest.
    public let signature: [UInt8]

    /// An announcement as it came from somewhere; ``isSigned(by:)`` says whether to believe it.
    public init(announcement: RoundAnnouncement, signature: [UInt8]) {
        self.announcement = announcement
        self.signature = signature
    }

    /// Signs an announcement; the same one again has the same signature.
    public init(_ announcement: RoundAnnouncement, signer: SigningKey) throws {
        self.announcement = announcement
        signature = try signer.signature(for: announcement.digest.bytes)
    }

    /// Whether the server with this key signed it.
    public func isSigned(by server: VerificationKey) -> Bool {
        server.isValid(signature, for: announcement.digest.bytes)
    }
}
