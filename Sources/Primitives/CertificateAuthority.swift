public import FoundationEssentials

/// Whoever can issue a federation's certificates: its self-signed certificate and the key of that.
public struct CertificateAuthority: Sendable {
    /// What the authority's certificates are checked against.
    public let certificate: Certificate
    /// The key to be kept offline.
    public let key: SigningKey

    /// An authority that was created before.
    ///
    /// - Throws: `PrimitivesError.keyInvalid` when the key is not the certificate's.
    public init(certificate: Certificate, key: SigningKey) throws {
        guard certificate.verificationKey == key.verificationKey else {
            throw PrimitivesError.keyInvalid(reason: "the CA's key is not the one in the CA's certificate")
        }
        self.certificate = certificate
        self.key = key
    }

    /// A new authority with a fresh key.
    ///
    /// - Parameters:
    ///   - commonName: a name for people, 1 to 64 bytes of UTF-8.
    ///   - validFrom: the first moment of validity; yesterday, so that a clock that is behind does no harm.
    ///   - years: years of 365 days.
    /// - Throws: `PrimitivesError`.
    public static func create(
        commonName: String, validFrom: Date = yesterday, years: Int = 20
    ) throws -> CertificateAuthority {
        let key = try SigningKey.generate()
        let builder = try CertificateBuilder.begin(
            subject: commonName, key: key.verificationKey, issuer: nil, validFrom: validFrom, years: years)
        try builder.add(.basicConstraints("critical,CA:TRUE,pathlen:0"))
        try builder.add(.keyUsage("critical,keyCertSign,cRLSign"))
        try builder.add(.subjectKeyIdentifier)
        return try CertificateAuthority(certificate: builder.sign(with: key), key: key)
    }

    /// A certificate for a server or a participant: both sides of a connection may show it.
    ///
    /// - Parameters:
    ///   - commonName: a name for people, 1 to 64 bytes of UTF-8.
    ///   - uri: who it is, `grok://<federation>/server` or `grok://<federation>/participant/<name>`; printable ASCII.
    ///   - key: the subject's key; its private half stays with the subject.
    ///   - validFrom: the first moment of validity; yesterday, so that a clock that is behind does no harm.
    ///   - years: years of 365 days.
    /// - Throws: `PrimitivesError`.
    public func issue(
        commonName: String, uri: String, key: VerificationKey, validFrom: Date = yesterday, years: Int = 2
    ) throws -> Certificate {
        let builder = try CertificateBuilder.begin(
            subject: commonName, key: key, issuer: certificate, validFrom: validFrom, years: years)
        try builder.add(.basicConstraints("critical,CA:FALSE"))
        try builder.add(.keyUsage("critical,digitalSignature"))
        try builder.add(.extendedKeyUsage("serverAuth,clientAuth"))
        try builder.add(.subjectKeyIdentifier)
        try builder.add(.authorityKeyIdentifier)
        try builder.add(uri: uri)
        return try builder.sign(with: self.key)
    }

    /// One day before now.
    public static var yesterday: Date {
        Date(timeIntervalSinceNow: -86_400)
    }
}
