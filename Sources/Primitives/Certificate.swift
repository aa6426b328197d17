import COpenSSL
public import FoundationEssentials

/// An X.509 certificate (RFC 5280) of an Ed25519 key (RFC 8410).
public struct Certificate: Sendable {
    /// What a PEM block with a certificate is labelled (RFC 7468 §5).
    public static let pemLabel = "CERTIFICATE"

    /// The certificate as it was signed.
    public let der: [UInt8]
    /// The subject's key.
    public let verificationKey: VerificationKey
    /// The URIs among the subject's alternative names.
    public let uris: [String]
    /// The first moment at which the certificate is valid.
    public let notBefore: Date
    /// The last moment at which the certificate is valid.
    public let notAfter: Date

    /// Reads a certificate; whether to trust it is another question, see `isIssued(by:)`.
    ///
    /// - Throws: `PrimitivesError.certificateInvalid`.
    public init(der: [UInt8]) throws {
        let parsed = try X509Handle(der: der)
        self.der = der
        verificationKey = try parsed.verificationKey()
        uris = try parsed.uris()
        (notBefore, notAfter) = try parsed.validity()
    }

    /// Reads the one `CERTIFICATE` block of a PEM text.
    ///
    /// - Throws: `PrimitivesError.certificateInvalid` or `.pemInvalid`.
    public init(pem: String) throws {
        let blocks = try PEMDocument(parsing: pem).blocks
        guard blocks.count == 1, blocks[0].label == Self.pemLabel else {
            throw PrimitivesError.certificateInvalid(reason: "the text is not one \(Self.pemLabel) block")
        }
        try self.init(der: blocks[0].bytes)
    }

    /// The certificate that OpenSSL holds.
    package init(copying pointer: OpaquePointer) throws {
        try self.init(der: X509Handle.der(of: pointer))
    }

    /// The text of a `CERTIFICATE` block.
    public var pem: String {
        PEMBlock(label: Self.pemLabel, bytes: der).serialized
    }

    /// SHA-256 of the certificate as it was signed.
    public var fingerprint: Digest {
        Digest(sha256: der)
    }

    /// Whether the certificate is valid at a time.
    public func isValid(at time: Date) -> Bool {
        notBefore <= time && time <= notAfter
    }

    /// Whether this is a certificate that the other's subject may issue and did sign. Says nothing about time.
    public func isIssued(by issuer: Certificate) -> Bool {
        guard let subject = try? X509Handle(der: der), let authority = try? X509Handle(der: issuer.der) else {
            return false
        }
        return subject.isIssued(by: authority)
    }

    /// Lends OpenSSL's form of the certificate to those that hand it to OpenSSL.
    package func withPointer<Result>(_ body: (OpaquePointer) throws -> Result) throws -> Result {
        try X509Handle(der: der).withPointer(body)
    }
}

extension Certificate: Hashable {
    /// Certificates are the same when their bytes are.
    public static func == (left: Certificate, right: Certificate) -> Bool {
        left.der == right.der
    }

    /// Feeds the bytes to a hasher.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(der)
    }
}
