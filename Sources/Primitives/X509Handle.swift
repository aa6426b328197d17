import COpenSSL
import FoundationEssentials

/// OpenSSL's form of a certificate, and what is read out of it.
///
/// `pointer` is for the methods of those that own a handle: an owner outlives its methods, whereas a local handle ends
/// after its own last use, which may be before that of a pointer taken from it.
struct X509Handle: ~Copyable {
    let pointer: OpaquePointer

    init(owning pointer: OpaquePointer) {
        self.pointer = pointer
    }

    /// - Throws: `PrimitivesError.certificateInvalid` unless the bytes are one certificate and nothing else.
    init(der: [UInt8]) throws {
        let pointer = der.withUnsafeBufferPointer { bytes -> OpaquePointer? in
            var position = bytes.baseAddress
            let certificate = d2i_X509(nil, &position, bytes.count)
            guard let certificate, position == bytes.baseAddress?.advanced(by: bytes.count) else {
                X509_free(certificate)
                return nil
            }
            return certificate
        }
        guard let pointer else {
            ERR_clear_error()
            throw PrimitivesError.certificateInvalid(reason: "not an X.509 certificate")
        }
        self.pointer = pointer
    }

    deinit {
        X509_free(pointer)
    }

    /// Lends the pointer while the owner is sure to live.
    borrowing func withPointer<Result>(_ body: (OpaquePointer) throws -> Result) rethrows -> Result {
        try body(pointer)
    }

    /// Another owner of the same certificate.
    borrowing func reference() -> X509Handle {
        X509_up_ref(pointer)
        return X509Handle(owning: pointer)
    }

    /// RFC 8410 §3: Ed25519 takes no digest beside it.
    borrowing func sign(with key: SigningKey) throws {
        try OpenSSL.check(key.withPointer { X509_sign(pointer, $0, nil) }, "sign a certificate")
    }

    borrowing func der() throws -> [UInt8] {
        try Self.der(of: pointer)
    }

    static func der(of pointer: OpaquePointer) throws -> [UInt8] {
        var encoded: UnsafeMutablePointer<UInt8>?
        let count = Int(i2d_X509(pointer, &encoded))
        try OpenSSL.check(count, "encode a certificate")
        defer { CRYPTO_free(encoded, #file, #line) }
        return Array(UnsafeBufferPointer(start: encoded, count: count))
    }

    borrowing func verificationKey() throws -> VerificationKey {
        guard let key = X509_get0_pubkey(pointer).flatMap({ VerificationKey($0) }) else {
            ERR_clear_error()
            throw PrimitivesError.certificateInvalid(reason: "its key is not an Ed25519 key")
        }
        return key
    }

    /// RFC 5280 §4.2.1.6: a URI is an IA5String, so anything else than printable ASCII is refused, a NUL above all.
    borrowing func uris() throws -> [String] {
        guard let names = X509_get_ext_d2i(pointer, NID_subject_alt_name, nil, nil).map({ OpaquePointer($0) }) else {
            return []
        }
        defer { GENERAL_NAMES_free(names) }
        return try (0..<OPENSSL_sk_num(names)).compactMap { index in
            let name = OPENSSL_sk_value(names, index).assumingMemoryBound(to: GENERAL_NAME.self).pointee
            guard name.type == GEN_URI else { return nil }
            let text = name.d.uniformResourceIdentifier
            let bytes = UnsafeBufferPointer(start: ASN1_STRING_get0_data(text), count: Int(ASN1_STRING_length(text)))
            guard bytes.allSatisfy({ (0x21...0x7e).contains($0) }) else {
                throw PrimitivesError.certificateInvalid(reason: "a URI in it is not printable ASCII")
            }
            return String(decoding: bytes, as: UTF8.self)
        }
    }

    borrowing func validity() throws -> (notBefore: Date, notAfter: Date) {
        (try Self.date(X509_get0_notBefore(pointer)), try Self.date(X509_get0_notAfter(pointer)))
    }

    borrowing func isIssued(by authority: borrowing X509Handle) -> Bool {
        defer { ERR_clear_error() }
        // The first compares names, key identifiers and key usage; only the last looks at the signature.
        return X509_check_ca(authority.pointer) == 1
            && X509_check_issued(authority.pointer, pointer) == X509_V_OK
            && X509_verify(pointer, X509_get0_pubkey(authority.pointer)) == 1
    }

    private static func date(_ time: UnsafePointer<ASN1_TIME>?) throws -> Date {
        var (days, seconds): (Int32, Int32) = (0, 0)
        let epoch = try OpenSSL.require(ASN1_TIME_set(nil, 0), "make a time")
        defer { ASN1_STRING_free(epoch) }
        guard ASN1_TIME_diff(&days, &seconds, epoch, time) == 1 else {
            ERR_clear_error()
            throw PrimitivesError.certificateInvalid(reason: "a time in it is not one")
        }
        return Date(timeIntervalSince1970: Double(days) * 86_400 + Double(seconds))
    }
}
