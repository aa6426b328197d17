import COpenSSL

/// SHA-256 (FIPS 180-4) of bytes that arrive in pieces.
public struct SHA256Hasher: ~Copyable {
    /// OpenSSL 3 looks an algorithm up by name at each use unless it was fetched before.
    /// Safe to share: a fetched algorithm is immutable, and OpenSSL counts its references atomically.
    private nonisolated(unsafe) static let algorithm = EVP_MD_fetch(nil, "SHA256", nil)

    private let context: OpaquePointer

    /// A hasher that has seen nothing.
    public init() {
        guard let context = EVP_MD_CTX_new() else { preconditionFailure("OpenSSL: out of memory") }
        self.context = context
        OpenSSL.mustSucceed(EVP_DigestInit_ex(context, Self.algorithm, nil), "SHA-256 initialisation")
    }

    deinit {
        EVP_MD_CTX_free(context)
    }

    /// Adds the bytes in a piece of memory.
    public mutating func update(_ bytes: UnsafeRawBufferPointer) {
        OpenSSL.mustSucceed(EVP_DigestUpdate(context, bytes.baseAddress, bytes.count), "SHA-256 update")
    }

    /// Adds bytes.
    public mutating func update(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { update($0) }
    }

    /// The digest of all that was added, in order.
    public consuming func finish() -> Digest {
        close()
    }

    /// Apart from `finish`, whose `self` may end before a pointer taken from it is used.
    private borrowing func close() -> Digest {
        withUnsafeTemporaryAllocation(byteCount: Digest.byteCount, alignment: 8) { digest in
            let start = digest.baseAddress?.assumingMemoryBound(to: UInt8.self)
            OpenSSL.mustSucceed(EVP_DigestFinal_ex(context, start, nil), "SHA-256 finish")
            return Digest(unchecked: UnsafeRawBufferPointer(digest))
        }
    }
}
