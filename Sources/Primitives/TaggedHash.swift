/// A hash of several parts that no other parts can collide with by being cut elsewhere:
/// `H(tag; x₁…x_m)` = SHA-256 over `len64(tag)‖tag‖len64(x₁)‖x₁‖…`, lengths as 8 big-endian bytes.
///
/// The tag separates the uses of the hash from each other.
public struct TaggedHash: ~Copyable {
    private var hasher = SHA256Hasher()

    /// A hash for one use, with no parts yet.
    public init(_ tag: String) {
        append(tag)
    }

    /// Adds a part.
    public mutating func append(_ bytes: UnsafeRawBufferPointer) {
        append(length: bytes.count)
        hasher.update(bytes)
    }

    /// Adds a part.
    public mutating func append(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { append($0) }
    }

    /// Adds a text's UTF-8 bytes as a part.
    public mutating func append(_ text: String) {
        append(Array(text.utf8))
    }

    /// Adds a digest's 32 bytes as a part.
    public mutating func append(_ digest: Digest) {
        digest.withUnsafeBytes { append($0) }
    }

    /// Adds a number as a part of 4 big-endian bytes.
    public mutating func append(u32 number: UInt32) {
        withUnsafeBytes(of: number.bigEndian) { append($0) }
    }

    /// Adds a number as a part of 8 big-endian bytes.
    public mutating func append(u64 number: UInt64) {
        withUnsafeBytes(of: number.bigEndian) { append($0) }
    }

    /// Adds one long part without holding it whole: `body` passes its bytes, in order and in pieces, to the closure
    /// that it is given.
    ///
    /// - Precondition: the pieces have `totalByteCount` bytes together, unless `body` throws; then the hash is spoilt,
    ///   and is not to be finished.
    public mutating func append(
        partOf totalByteCount: Int,
        body: (_ update: (UnsafeRawBufferPointer) -> Void) throws -> Void
    ) rethrows {
        append(length: totalByteCount)
        var byteCount = 0
        try body { piece in
            byteCount += piece.count
            hasher.update(piece)
        }
        precondition(byteCount == totalByteCount, "a part of \(totalByteCount) bytes got \(byteCount)")
    }

    /// The digest of tag and parts.
    public consuming func finish() -> Digest {
        hasher.finish()
    }

    private mutating func append(length: Int) {
        withUnsafeBytes(of: UInt64(length).bigEndian) { hasher.update($0) }
    }
}
