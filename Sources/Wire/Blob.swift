package import Primitives

/// Something to fetch by its digest.
package struct Blob: Hashable, Sendable {
    package var digest: Digest
    package var byteCount: Int

    package init(digest: Digest, byteCount: Int) {
        self.digest = digest
        self.byteCount = byteCount
    }
}
