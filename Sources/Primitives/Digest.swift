/// A SHA-256 digest (FIPS 180-4): 32 bytes, kept inline, ordered as its bytes are.
public struct Digest: Hashable, Sendable {
    /// The size of every digest.
    public static let byteCount = 32

    /// The bytes as big-endian words, so that comparing words compares bytes.
    private let words: (UInt64, UInt64, UInt64, UInt64)

    /// Reads the digest from memory that holds it.
    init(unchecked bytes: UnsafeRawBufferPointer) {
        precondition(bytes.count == Self.byteCount, "a digest has 32 bytes, not \(bytes.count)")
        func word(_ index: Int) -> UInt64 {
            UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8 * index, as: UInt64.self))
        }
        words = (word(0), word(1), word(2), word(3))
    }

    /// A digest that was computed elsewhere.
    ///
    /// - Returns: nil unless there are exactly 32 bytes.
    public init?(bytes: some Collection<UInt8>) {
        guard bytes.count == Self.byteCount else { return nil }
        self = Array(bytes).withUnsafeBytes { Digest(unchecked: $0) }
    }

    /// A digest from 64 hexadecimal digits of either case.
    public init?(hex: some StringProtocol) {
        guard let bytes = Hexadecimal.bytes(hex) else { return nil }
        self.init(bytes: bytes)
    }

    /// The digest of some bytes.
    public init(sha256 bytes: some Collection<UInt8>) {
        var hasher = SHA256Hasher()
        if bytes.withContiguousStorageIfAvailable({ hasher.update(UnsafeRawBufferPointer($0)) }) == nil {
            hasher.update(Array(bytes))
        }
        self = hasher.finish()
    }

    /// The digest of the bytes in a piece of memory.
    public init(sha256 bytes: UnsafeRawBufferPointer) {
        var hasher = SHA256Hasher()
        hasher.update(bytes)
        self = hasher.finish()
    }

    /// The 32 bytes.
    public var bytes: [UInt8] {
        withUnsafeBytes { Array($0) }
    }

    /// 64 lower-case hexadecimal digits.
    public var hex: String {
        withUnsafeBytes { Hexadecimal.text($0) }
    }

    /// The first six hexadecimal digits: enough for a person to tell digests apart in a log, and for nothing else.
    public var short: String {
        withUnsafeBytes { Hexadecimal.text($0.prefix(3)) }
    }

    /// Lends the 32 bytes.
    public func withUnsafeBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
        let stored = (words.0.bigEndian, words.1.bigEndian, words.2.bigEndian, words.3.bigEndian)
        return try Swift.withUnsafeBytes(of: stored, body)
    }

    /// Whether all bytes are the same.
    public static func == (left: Digest, right: Digest) -> Bool {
        left.words == right.words
    }

    /// Feeds the bytes to a hasher.
    public func hash(into hasher: inout Hasher) {
        withUnsafeBytes { hasher.combine(bytes: $0) }
    }
}

extension Digest: Comparable {
    /// The order of the bytes.
    public static func < (left: Digest, right: Digest) -> Bool {
        left.words < right.words
    }
}

extension Digest: CustomStringConvertible {
    /// 64 lower-case hexadecimal digits.
    public var description: String { hex }
}

extension Digest: Codable {
    /// Reads 64 hexadecimal digits.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let digest = Digest(hex: try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not 64 hexadecimal digits")
        }
        self = digest
    }

    /// Writes 64 lower-case hexadecimal digits.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(hex)
    }
}
