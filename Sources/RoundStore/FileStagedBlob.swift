import Foundation
import Synchronization

/// A file written aside, removed unless it becomes a blob.
final class FileStagedBlob: StagedBlob {
    private struct State: ~Copyable {
        /// nil once the blob is committed or discarded.
        var file: FileDescriptor?
        var byteCount = 0
    }

    private let path: String
    private let store: FileBlobStore
    private let state: Mutex<State>

    init(path: String, store: FileBlobStore) throws {
        self.path = path
        self.store = store
        state = Mutex(State(file: try FileDescriptor(opening: path, O_RDWR | O_CREAT | O_EXCL)))
    }

    deinit { discard() }

    var byteCount: Int { state.withLock { $0.file == nil ? 0 : $0.byteCount } }

    func append(_ bytes: [UInt8]) throws {
        try state.withLock { state in
            guard state.file != nil else { throw StoreError.goneBlob }
            try state.file?.write(bytes)
            state.byteCount += bytes.count
        }
    }

    func contents() throws -> [UInt8] {
        try state.withLock { state in
            guard let bytes = try state.file?.read(from: 0, count: state.byteCount) else { throw StoreError.goneBlob }
            return bytes
        }
    }

    /// A file whose sync failed is given up: the kernel may have dropped the pages, and a second sync would not say so.
    func commit(as name: BlobName) throws {
        try state.withLock { state in
            guard let file = state.file.take() else { throw StoreError.goneBlob }
            do {
                try file.synchronize()
                try store.adopt(path, as: name)
            } catch {
                unlink(path)
                throw error
            }
        }
    }

    func discard() {
        state.withLock { state in
            if state.file.take() != nil { unlink(path) }
        }
    }
}
