import COpenSSL

/// An Ed25519 key pair (RFC 8032) that signs. OpenSSL owns the secret's memory, and wipes it when the key goes.
///
/// `@unchecked Sendable`: the pointer never changes, the key behind it is never written to once made, and OpenSSL
/// counts its references atomically.
public final class SigningKey: @unchecked Sendable {
    /// What a PEM block with such a key is labelled (RFC 7468 §10).
    public static let pemLabel = "PRIVATE KEY"

    private let pointer: OpaquePointer

    /// The public half.
    public let verificationKey: VerificationKey

    private init(owning pointer: OpaquePointer) throws {
        guard let key = VerificationKey(pointer) else {
            EVP_PKEY_free(pointer)
            throw PrimitivesError.keyInvalid(reason: "not an Ed25519 key")
        }
        self.pointer = pointer
        verificationKey = key
    }

    deinit {
        EVP_PKEY_free(pointer)
    }

    /// A new key from the system's generator.
    ///
    /// - Throws: `PrimitivesError.cryptographyFailed`.
    public static func generate() throws -> SigningKey {
        try SecretBytes.random(count: VerificationKey.byteCount).withUnsafeBytes { try SigningKey(seed: $0) }
    }

    /// The key that RFC 8032 §5.1.5 derives from 32 secret bytes.
    convenience init(seed: UnsafeRawBufferPointer) throws {
        let bytes = seed.assumingMemoryBound(to: UInt8.self)
        let pointer = EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nil, bytes.baseAddress, bytes.count)
        try self.init(owning: OpenSSL.require(pointer, "make a signing key"))
    }

    /// Reads a PKCS #8 key (RFC 8410 §7), the content of a `PRIVATE KEY` block.
    ///
    /// - Throws: `PrimitivesError.keyInvalid`.
    public convenience init(privateKeyInfo bytes: UnsafeRawBufferPointer) throws {
        try self.init(owning: Self.decode(bytes))
    }

    /// Reads the one `PRIVATE KEY` block of a PEM text.
    ///
    /// - Throws: `PrimitivesError.keyInvalid` or `.pemInvalid`.
    public convenience init(pem: String) throws {
        let blocks = try PEMDocument(parsing: pem).blocks
        guard blocks.count == 1, blocks[0].label == Self.pemLabel else {
            throw PrimitivesError.keyInvalid(reason: "the text is not one \(Self.pemLabel) block")
        }
        try self.init(owning: blocks[0].bytes.withUnsafeBytes { try Self.decode($0) })
    }

    /// The key in PKCS #8 form (RFC 8410 §7).
    ///
    /// - Throws: `PrimitivesError.cryptographyFailed`.
    public func privateKeyInfo() throws -> SecretBytes {
        var encoded: UnsafeMutablePointer<UInt8>?
        let count = Int(i2d_PrivateKey(pointer, &encoded))
        try OpenSSL.check(count, "encode a signing key")
        defer { CRYPTO_clear_free(encoded, count, #file, #line) }
        return SecretBytes(copying: UnsafeRawBufferPointer(start: encoded, count: count))
    }

    /// The key as the text of a `PRIVATE KEY` block.
    ///
    /// - Throws: `PrimitivesError.cryptographyFailed`.
    public func pem() throws -> SecretBytes {
        try privateKeyInfo().pem(label: Self.pemLabel)
    }

    /// The signature over some bytes: 64 bytes, always the same for the same bytes.
    ///
    /// - Throws: `PrimitivesError.cryptographyFailed`.
    public func signature(for bytes: [UInt8]) throws -> [UInt8] {
        let context = try OpenSSL.require(EVP_MD_CTX_new(), "sign")
        defer { EVP_MD_CTX_free(context) }
        var signature = [UInt8](repeating: 0, count: VerificationKey.signatureByteCount)
        var count = signature.count
        try OpenSSL.check(EVP_DigestSignInit(context, nil, nil, nil, pointer), "sign")
        try OpenSSL.check(EVP_DigestSign(context, &signature, &count, bytes, bytes.count), "sign")
        return signature
    }

    /// Lends OpenSSL's form of the key to those that hand it to OpenSSL.
    package func withPointer<Result>(_ body: (OpaquePointer) throws -> Result) rethrows -> Result {
        try withExtendedLifetime(self) { try body(pointer) }
    }

    private static func decode(_ bytes: UnsafeRawBufferPointer) throws -> OpaquePointer {
        let start = bytes.assumingMemoryBound(to: UInt8.self).baseAddress
        var position = start
        let pointer = d2i_AutoPrivateKey(nil, &position, bytes.count)
        guard let pointer, position == start?.advanced(by: bytes.count) else {
            EVP_PKEY_free(pointer)
            ERR_clear_error()
            throw PrimitivesError.keyInvalid(reason: "not a private key in PKCS #8 form")
        }
        return pointer
    }
}

extension VerificationKey {
    /// The key that OpenSSL holds; nil when it is of another algorithm.
    init?(_ pointer: OpaquePointer) {
        guard EVP_PKEY_get_id(pointer) == EVP_PKEY_ED25519 else { return nil }
        var bytes = [UInt8](repeating: 0, count: Self.byteCount)
        var count = bytes.count
        guard EVP_PKEY_get_raw_public_key(pointer, &bytes, &count) == 1 else { return nil }
        self.init(bytes: bytes.prefix(count))
    }
}
