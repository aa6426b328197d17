import Primitives

/// Large sequences of bytes by name, to read.
package protocol BlobReader: Sendable {
    /// The bytes of a blob. Throws ``StoreError/missing(_:)`` when there is none.
    func blob(_ name: BlobName) throws -> [UInt8]

    /// Up to `count` bytes of a blob from `offset` on, none beyond its end, and the blob's size.
    func blob(_ name: BlobName, offset: Int, count: Int) throws -> (bytes: [UInt8], total: Int)

    /// Whether there is such a blob.
    func hasBlob(_ name: BlobName) throws -> Bool
}

/// Large, durable sequences of bytes by name.
package protocol BlobStore: BlobReader {
    /// Begins a blob whose bytes arrive in parts.
    func stageBlob() throws -> any StagedBlob

    /// Makes staged blobs durable under their names, as ``StagedBlob/commit(as:)`` does, but many at the cost of few.
    /// All of them are used up, whether or not it succeeds.
    func commitBlobs(_ blobs: [(body: any StagedBlob, name: BlobName)]) throws

    /// Deletes a blob if it is there.
    func deleteBlob(_ name: BlobName) throws

    /// Deletes the contributions and shares of all rounds below `round`, those of a round that a crash cut short too.
    func deleteBlobs(ofRoundsBefore round: Int) throws
}

extension BlobStore {
    /// One after the other.
    package func commitBlobs(_ blobs: [(body: any StagedBlob, name: BlobName)]) throws {
        for (body, name) in blobs { try body.commit(as: name) }
    }

    /// Makes bytes durable under a name.
    package func saveBlob(_ bytes: [UInt8], as name: BlobName) throws {
        let staged = try stageBlob()
        try staged.append(bytes)
        try staged.commit(as: name)
    }
}
