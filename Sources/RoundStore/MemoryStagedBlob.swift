import Synchronization

/// Bytes in memory on their way to becoming a blob.
final class MemoryStagedBlob: StagedBlob {
    private let store: MemoryBlobStore
    /// nil once the blob is committed or discarded.
    private let bytes = Mutex<[UInt8]?>([])

    init(store: MemoryBlobStore) { self.store = store }

    var byteCount: Int { bytes.withLock { $0?.count ?? 0 } }

    func append(_ more: [UInt8]) throws {
        try bytes.withLock { bytes in
            guard bytes != nil else { throw StoreError.goneBlob }
            bytes?.append(contentsOf: more)
        }
    }

    func contents() throws -> [UInt8] {
        guard let bytes = bytes.withLock({ $0 }) else { throw StoreError.goneBlob }
        return bytes
    }

    func commit(as name: BlobName) throws {
        guard let bytes = bytes.withLock({ $0.take() }) else { throw StoreError.goneBlob }
        try store.save(bytes, as: name)
    }

    func discard() { bytes.withLock { $0 = nil } }
}
