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

    func commit(as name: BlobName) throws {
        let path = try synchronized()
        do {
            try store.adopt(path, as: name)
        } catch {
            unlink(path)
            throw error
        }
    }

    /// Sends the bytes on their way to the disk, without waiting for them.
    func startWriting() throws {
        try state.withLock { state in
            guard state.file != nil else { throw StoreError.goneBlob }
            try state.file?.startWriting()
        }
    }

    /// Waits until the bytes are on the disk, and gives the file up to the caller. A file whose sync failed is no more:
    /// the kernel may have dropped the pages, and a second sync would not say so.
    ///
    /// - Returns: where it is.
    func synchronized() throws -> String {
        try state.withLock { state in
            guard let file = state.file.take() else { throw StoreError.goneBlob }
            do {
                try file.synchronize()
            } catch {
                unlink(path)
                throw error
            }
            return path
        }
    }

    func discard() {
        state.withLock { state in
            if state.file.take() != nil { unlink(path) }
        }
    }
}
