package import Primitives

/// A part of a blob.
package struct Chunk: Equatable, Sendable {
    /// What the chunk is a part of.
    package var digest: Digest
    package var offset: Int
    package var total: Int
    package var content: [UInt8]

    /// Bytes of a chunk, but for the last of a blob.
    package static let byteCount = 256 * 1024

    package init(digest: Digest, offset: Int, total: Int, content: [UInt8]) {
        self.digest = digest
        self.offset = offset
        self.total = total
        self.content = content
    }
}

extension Chunk {
    /// A blob in parts, in order.
    package static func chunks(of blob: [UInt8], digest: Digest) -> some Sequence<Chunk> {
        stride(from: 0, to: blob.count, by: byteCount).lazy.map { offset in
            Chunk(
                digest: digest, offset: offset, total: blob.count,
                content: Array(blob[offset..<min(blob.count, offset + byteCount)]))
        }
    }
}
