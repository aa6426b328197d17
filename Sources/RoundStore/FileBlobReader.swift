import Foundation
import Primitives

/// Blobs in the files of a folder, to read.
package struct FileBlobReader: BlobReader {
    let folder: String

    func path(_ name: BlobName) -> String { "\(folder)/\(name.path)" }

    /// What has the digest of its bytes for a name is compared with it: what a disk lost must not go on into a round.
    package func blob(_ name: BlobName) throws -> [UInt8] {
        let file = try existing(name)
        let bytes = try file.read(from: 0, count: file.byteCount())
        guard name.digest.map({ $0 == Digest(sha256: bytes) }) ?? true else {
            throw StoreError.corrupted(path: path(name), reason: "its SHA-256 is not the one that is its name")
        }
        return bytes
    }

    package func blob(_ name: BlobName, offset: Int, count: Int) throws -> (bytes: [UInt8], total: Int) {
        precondition(offset >= 0 && count >= 0, "a range of a blob is not negative: \(count) bytes from \(offset) on")
        let file = try existing(name)
        let total = try file.byteCount()
        let bytes = try file.read(from: min(offset, total), count: min(count, max(0, total - offset)))
        return (bytes, total)
    }

    package func hasBlob(_ name: BlobName) throws -> Bool {
        try systemCall(on: path(name), tolerating: ENOENT) { access(path(name), F_OK) } != nil
    }

    private func existing(_ name: BlobName) throws -> FileDescriptor {
        guard let file = try FileDescriptor.existing(path(name)) else { throw StoreError.missing(name.description) }
        return file
    }
}
