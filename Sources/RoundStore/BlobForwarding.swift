import Primitives

/// A store that keeps its blobs in another one.
package protocol BlobForwarding: BlobStore {
    associatedtype Blobs: BlobStore

    /// Where the blobs are.
    var blobs: Blobs { get }
}

extension BlobForwarding {
    package func stageBlob() throws -> any StagedBlob { try blobs.stageBlob() }

    package func commitBlobs(_ staged: [(body: any StagedBlob, name: BlobName)]) throws {
        try blobs.commitBlobs(staged)
    }

    package func blob(_ name: BlobName) throws -> [UInt8] { try blobs.blob(name) }

    package func blob(_ name: BlobName, offset: Int, count: Int) throws -> (bytes: [UInt8], total: Int) {
        try blobs.blob(name, offset: offset, count: count)
    }

    package func hasBlob(_ name: BlobName) throws -> Bool { try blobs.hasBlob(name) }

    package func deleteBlob(_ name: BlobName) throws { try blobs.deleteBlob(name) }

    package func deleteBlobs(ofRoundsBefore round: Int) throws { try blobs.deleteBlobs(ofRoundsBefore: round) }
}
