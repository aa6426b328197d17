import COpenSSL

/// The public half of an Ed25519 key pair (RFC 8032): 32 bytes.
public struct VerificationKey: Hashable, Sendable {
    /// The size of every key.
    public static let byteCount = 32

    /// The size of every signature.
    public static let signatureByteCount = 64

    /// The 32 bytes as they stand in a certificate.
    public let bytes: [UInt8]

    /// - Returns: nil unless there are exactly 32 bytes. Bytes that are no point of the curve verify nothing.
    public init?(bytes: some Collection<UInt8>) {
        guard bytes.count == Self.byteCount else { return nil }
        self.bytes = Array(bytes)
    }

    /// SHA-256 of the 32 bytes.
    public var fingerprint: Digest {
        Digest(sha256: bytes)
    }

    /// Whether the signature is this key's, over these bytes.
    public func isValid(_ signature: [UInt8], for bytes: [UInt8]) -> Bool {
        guard signature.count == Self.signatureByteCount, let key = try? Key(self) else { return false }
        defer { ERR_clear_error() }
        return key.withPointer { key in
            guard let context = EVP_MD_CTX_new() else { preconditionFailure("OpenSSL: out of memory") }
            defer { EVP_MD_CTX_free(context) }
            return EVP_DigestVerifyInit(context, nil, nil, nil, key) == 1
                && EVP_DigestVerify(context, signature, signature.count, bytes, bytes.count) == 1
        }
    }

    /// OpenSSL's form of a public key.
    struct Key: ~Copyable {
        private let pointer: OpaquePointer

        init(_ key: VerificationKey) throws {
            pointer = try OpenSSL.require(
                EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nil, key.bytes, key.bytes.count), "read a public key")
        }

        deinit {
            EVP_PKEY_free(pointer)
        }

        /// A bare pointer could outlive its owner, which ends after its own last use.
        borrowing func withPointer<Result>(_ body: (OpaquePointer) throws -> Result) rethrows -> Result {
            try body(pointer)
        }
    }
}

extension VerificationKey: CustomStringConvertible {
    /// 64 lower-case hexadecimal digits.
    public var description: String { Hexadecimal.text(bytes) }
}

extension VerificationKey: Codable {
    /// Reads 64 hexadecimal digits.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let bytes = Hexadecimal.bytes(try container.decode(String.self)), let key = Self(bytes: bytes) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not 64 hexadecimal digits")
        }
        self = key
    }

    /// Writes 64 lower-case hexadecimal digits.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
