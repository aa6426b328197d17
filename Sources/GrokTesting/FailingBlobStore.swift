import RoundStore

/// Blobs of which any call may fail.
struct FailingBlobStore: BlobStore {
    private let store: any BlobStore
    private let faults: FaultPlan

    init(_ store: any BlobStore, faults: FaultPlan) { (self.store, self.faults) = (store, faults) }

    func blob(_ name: BlobName) throws -> [UInt8] { try faults.apply { try store.blob(name) } }

    func blob(_ name: BlobName, offset: Int, count: Int) throws -> (bytes: [UInt8], total: Int) {
        try faults.apply { try store.blob(name, offset: offset, count: count) }
    }

    func hasBlob(_ name: BlobName) throws -> Bool { try faults.apply { try store.hasBlob(name) } }

    func stageBlob() throws -> any StagedBlob { try faults.apply { try store.stageBlob() } }

    func commitBlobs(_ blobs: [(body: any StagedBlob, name: BlobName)]) throws {
        try faults.apply { try store.commitBlobs(blobs) }
    }

    func deleteBlob(_ name: BlobName) throws { try faults.apply { try store.deleteBlob(name) } }

    func deleteBlobs(ofRoundsBefore round: Int) throws {
        try faults.apply { try store.deleteBlobs(ofRoundsBefore: round) }
    }
}
