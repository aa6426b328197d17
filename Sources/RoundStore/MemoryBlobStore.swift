import Primitives
import Synchronization

/// Blobs in memory.
package final class MemoryBlobStore: BlobStore {
    private let faults: FaultPlan
    private let blobs = Mutex<[BlobName: [UInt8]]>([:])

    init(faults: FaultPlan) { self.faults = faults }

    package func stageBlob() -> any StagedBlob { MemoryStagedBlob(store: self) }

    package func blob(_ name: BlobName) throws -> [UInt8] {
        guard let bytes = blobs.withLock({ $0[name] }) else { throw StoreError.missing(name.description) }
        return bytes
    }

    package func blob(_ name: BlobName, offset: Int, count: Int) throws -> (bytes: [UInt8], total: Int) {
        precondition(offset >= 0 && count >= 0, "a range of a blob is not negative: \(count) bytes from \(offset) on")
        let bytes = try blob(name)
        return (Array(bytes.dropFirst(offset).prefix(count)), bytes.count)
    }

    package func hasBlob(_ name: BlobName) -> Bool { blobs.withLock { $0[name] != nil } }

    package func deleteBlob(_ name: BlobName) { blobs.withLock { $0[name] = nil } }

    package func deleteBlobs(ofRoundsBefore round: Int) {
        blobs.withLock { blobs in
            blobs = blobs.filter { name, _ in name.workingRound.map { $0 >= round } ?? true }
        }
    }

    func save(_ bytes: [UInt8], as name: BlobName) throws {
        try faults.apply { blobs.withLock { $0[name] = bytes } }
    }
}
