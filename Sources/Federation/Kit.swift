public import Primitives

/// What one party of a federation needs, in one PEM text: who it is, whom it trusts, what the federation is, and for
/// a key holder its secret.
///
/// A kit that exists is consistent: its certificate and both documents are its authority's, and all of one
/// federation. Whether it is valid today is ``warning(at:)``'s question. The secret key stays opaque here.
public final class Kit: Sendable {
    /// The federation and what the kit's owner is there.
    public let identity: KitIdentity
    /// The owner's certificate.
    public let certificate: Certificate
    /// The key of the certificate, for TLS and signatures.
    public let signingKey: SigningKey
    /// The certificate of whoever provisioned the federation.
    public let authority: Certificate
    /// What the federation is.
    public let manifest: SignedDocument<Manifest>
    /// Who took part when the kit was made; a newer one may have been seen since.
    public let roster: SignedDocument<Roster>
    /// The numbers that belong to the scheme's public key, beside the manifest.
    public let keyValues: [UInt8]
    private let secretKey: SecretBytes?

    /// What the kit's owner is in the federation.
    public var role: KitIdentity.Role { identity.role }
    /// The federation's id.
    public var federation: PartyName { identity.federation }
    /// Whether the kit can help to decrypt.
    public var holdsSecretKey: Bool { secretKey != nil }

    /// A kit of these parts.
    ///
    /// - Parameters:
    ///   - keyValues: the numbers that belong to the scheme's public key.
    ///   - secretKey: what the scheme's dealer made for this holder; nil for everybody else.
    /// - Throws: ``KitError`` unless the parts belong together.
    public init(
        certificate: Certificate, signingKey: SigningKey, authority: Certificate, manifest: SignedDocument<Manifest>,
        roster: SignedDocument<Roster>, keyValues: [UInt8] = [], secretKey: consuming SecretBytes?
    ) throws {
        guard let identity = KitIdentity(certificate: certificate) else {
            throw KitError.certificateIdentity(uris: certificate.uris)
        }
        self.identity = identity
        self.certificate = certificate
        self.signingKey = signingKey
        self.authority = authority
        self.manifest = manifest
        self.roster = roster
        self.keyValues = keyValues
        self.secretKey = secretKey
        try check()
    }

    /// Reads a kit.
    ///
    /// - Throws: ``KitError``: what is missing, damaged, foreign or not signed.
    public convenience init(parsing text: borrowing SecretBytes) throws {
        var reader = try KitReader(text)
        let certificate = try reader.certificate(.certificate)
        let signingKey = try reader.signingKey()
        let authority = try reader.certificate(.authority)
        try Kit.checkIssue(of: certificate, by: authority)
        let manifest: SignedDocument<Manifest> = try reader.document(
            Manifest.documentName, .manifest, signature: .manifestSignature, authority: authority.verificationKey)
        let roster: SignedDocument<Roster> = try reader.document(
            Roster.documentName, .roster, signature: .rosterSignature, authority: authority.verificationKey)
        let keyValues = try reader.keyValues(of: manifest.content.scheme)
        let secretKey = try reader.secretKey()
        try reader.finish()
        try self.init(
            certificate: certificate, signingKey: signingKey, authority: authority, manifest: manifest,
            roster: roster, keyValues: keyValues, secretKey: secretKey)
    }

    /// Lends the secret key.
    ///
    /// - Returns: what `body` returns, nil when the kit holds none.
    public func withSecretKey<Result: ~Copyable>(_ body: (borrowing SecretBytes) throws -> Result) rethrows -> Result? {
        switch secretKey {
        case .some(let secret): try body(secret)
        case .none: nil
        }
    }
}
