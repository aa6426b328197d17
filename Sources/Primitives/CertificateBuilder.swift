import COpenSSL
import FoundationEssentials

/// A certificate in the making, over OpenSSL's setters.
struct CertificateBuilder: ~Copyable {
    /// An extension (RFC 5280 §4.2) with its value in OpenSSL's notation (x509v3_config(5)).
    /// Only constants of this module go through that notation: nothing that a person typed is parsed by it.
    enum Extension {
        case authorityKeyIdentifier
        case basicConstraints(StaticString)
        case extendedKeyUsage(StaticString)
        case keyUsage(StaticString)
        case subjectKeyIdentifier

        var number: Int32 {
            switch self {
            case .authorityKeyIdentifier: NID_authority_key_identifier
            case .basicConstraints: NID_basic_constraints
            case .extendedKeyUsage: NID_ext_key_usage
            case .keyUsage: NID_key_usage
            case .subjectKeyIdentifier: NID_subject_key_identifier
            }
        }

        var value: String {
            switch self {
            case .authorityKeyIdentifier: "keyid:always"
            case .basicConstraints(let value), .extendedKeyUsage(let value), .keyUsage(let value): "\(value)"
            case .subjectKeyIdentifier: "hash"
            }
        }
    }

    private let certificate: X509Handle
    private let issuer: X509Handle

    private init(_ certificate: consuming X509Handle, issuer: consuming X509Handle) {
        self.certificate = certificate
        self.issuer = issuer
    }

    /// - Parameter issuer: nil for a certificate that signs itself.
    static func begin(
        subject: String, key: VerificationKey, issuer: Certificate?, validFrom: Date, years: Int
    ) throws -> CertificateBuilder {
        let certificate = X509Handle(owning: try OpenSSL.require(X509_new(), "make a certificate"))
        let signer = if let issuer { try X509Handle(der: issuer.der) } else { certificate.reference() }
        let builder = CertificateBuilder(certificate, issuer: signer)
        try builder.setVersion()
        try builder.setKey(key)
        try builder.setSerialNumber()
        try builder.setNames(subject: subject)
        try builder.setValidity(from: validFrom, years: years)
        return builder
    }

    borrowing func add(_ addition: Extension) throws {
        var context = X509V3_CTX()
        X509V3_set_ctx(&context, issuer.pointer, certificate.pointer, nil, nil, 0)
        let result = X509V3_EXT_conf_nid(nil, &context, addition.number, addition.value)
        let made = try OpenSSL.require(result, "make a certificate's extension")
        defer { X509_EXTENSION_free(made) }
        try OpenSSL.check(X509_add_ext(certificate.pointer, made, -1), "add a certificate's extension")
    }

    /// RFC 5280 §4.2.1.6: a URI is an IA5String.
    borrowing func add(uri: String) throws {
        guard !uri.isEmpty, uri.utf8.allSatisfy({ (0x21...0x7e).contains($0) }) else {
            throw PrimitivesError.certificateInvalid(
                reason: "a URI for it is not printable ASCII: \(uri.debugDescription)")
        }
        let names = try OpenSSL.require(OPENSSL_sk_new_null(), "make a certificate's names")
        defer { GENERAL_NAMES_free(names) }
        let name = try OpenSSL.require(GENERAL_NAME_new(), "make a certificate's name")
        try OpenSSL.check(OPENSSL_sk_push(names, name), "make a certificate's names")
        let text = try OpenSSL.require(ASN1_STRING_type_new(V_ASN1_IA5STRING), "make a certificate's name")
        GENERAL_NAME_set0_value(name, GEN_URI, text)
        try OpenSSL.check(ASN1_STRING_set(text, uri, Int32(uri.utf8.count)), "make a certificate's name")
        try OpenSSL.check(
            X509_add1_ext_i2d(certificate.pointer, NID_subject_alt_name, UnsafeMutableRawPointer(names), 0, 0),
            "add a certificate's names")
    }

    consuming func sign(with key: SigningKey) throws -> Certificate {
        try certificate.sign(with: key)
        return try Certificate(der: certificate.der())
    }

    private borrowing func setVersion() throws {
        try OpenSSL.check(X509_set_version(certificate.pointer, Int(X509_VERSION_3)), "set a certificate's version")
    }

    private borrowing func setKey(_ key: VerificationKey) throws {
        let result = try VerificationKey.Key(key).withPointer { X509_set_pubkey(certificate.pointer, $0) }
        try OpenSSL.check(result, "set a certificate's key")
    }

    /// RFC 5280 §4.1.2.2: positive and unique; 127 random bits need no record of those before.
    private borrowing func setSerialNumber() throws {
        var bytes = SystemRandom.bytes(16)
        bytes[0] &= 0x7f
        let number = try OpenSSL.require(BN_bin2bn(bytes, Int32(bytes.count), nil), "make a serial number")
        defer { BN_free(number) }
        let place = X509_get_serialNumber(certificate.pointer)
        _ = try OpenSSL.require(BN_to_ASN1_INTEGER(number, place), "set a serial number")
    }

    private borrowing func setNames(subject: String) throws {
        // RFC 5280 appendix A: ub-common-name is 64 characters.
        guard (1...64).contains(subject.utf8.count) else {
            throw PrimitivesError.certificateInvalid(
                reason: "a name for it has \(subject.utf8.count) bytes, not 1 to 64")
        }
        let bytes = Array(subject.utf8)
        let name = X509_get_subject_name(certificate.pointer)
        try OpenSSL.check(
            X509_NAME_add_entry_by_NID(name, NID_commonName, MBSTRING_UTF8, bytes, Int32(bytes.count), -1, 0),
            "set a certificate's subject")
        let issuerName = X509_get_subject_name(issuer.pointer)
        try OpenSSL.check(X509_set_issuer_name(certificate.pointer, issuerName), "set a certificate's issuer")
    }

    private borrowing func setValidity(from start: Date, years: Int) throws {
        var seconds = Int(start.timeIntervalSince1970.rounded(.down))
        let days = Int32(clamping: 365 * years)
        _ = try OpenSSL.require(
            X509_time_adj_ex(X509_getm_notBefore(certificate.pointer), 0, 0, &seconds), "set a certificate's time")
        _ = try OpenSSL.require(
            X509_time_adj_ex(X509_getm_notAfter(certificate.pointer), days, 0, &seconds), "set a certificate's time")
    }
}
