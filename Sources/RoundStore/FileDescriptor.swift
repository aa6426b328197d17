import CSync
import Foundation

/// An open file; closed when its owner is gone.
struct FileDescriptor: ~Copyable, Sendable {
    let path: String
    private let number: Int32

    /// Opens a file, creating it with mode 0600 when `flags` say so; children of this process do not inherit it.
    init(opening path: String, _ flags: Int32) throws {
        self.path = path
        number = try systemCall(on: path) { open(path, flags | O_CLOEXEC, 0o600) }
    }

    private init(path: String, number: Int32) {
        self.path = path
        self.number = number
    }

    /// A file to read; nil when there is none.
    static func existing(_ path: String) throws -> FileDescriptor? {
        guard let number = try systemCall(on: path, tolerating: ENOENT, { open(path, O_RDONLY | O_CLOEXEC) }) else {
            return nil
        }
        return FileDescriptor(path: path, number: number)
    }

    // Not retried: after EINTR Linux has closed the descriptor already.
    deinit { close(number) }

    func byteCount() throws -> Int {
        var status = stat()
        try systemCall(on: path) { fstat(number, &status) }
        return Int(status.st_size)
    }

    /// Up to `count` bytes from `offset` on, fewer at the end of the file.
    func read(from offset: Int, count: Int) throws -> [UInt8] {
        try [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            while filled < count {
                let rest = UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(buffer)[filled...])
                let read = try systemCall(on: path) {
                    pread(number, rest.baseAddress, rest.count, off_t(offset + filled))
                }
                if read == 0 { return }
                filled += read
            }
        }
    }

    /// Writes all of the bytes at the descriptor's position.
    func write(_ bytes: [UInt8]) throws {
        try bytes.withUnsafeBytes { bytes in
            var rest = bytes[...]
            while !rest.isEmpty {
                let part = UnsafeRawBufferPointer(rebasing: rest)
                rest = rest.dropFirst(
                    try systemCall(on: path) { Foundation.write(number, part.baseAddress, part.count) })
            }
        }
    }

    func truncate() throws {
        try systemCall(on: path) { ftruncate(number, 0) }
    }

    /// Begins to write what is not on the disk yet; ``synchronize()`` waits for it, and sees what goes wrong.
    func startWriting() throws {
        try systemCall(on: path) { sync_file_range(number, 0, 0, UInt32(GROK_SYNC_FILE_RANGE_WRITE)) }
    }

    /// Returns when the bytes and the size are on the disk.
    func synchronize() throws {
        try systemCall(on: path) { fsync(number) }
    }

    /// Takes the lock that belongs to this opening of the file; false when another opening has it, in whatever process.
    func lock() throws -> Bool {
        try systemCall(on: path, tolerating: EWOULDBLOCK) { flock(number, LOCK_EX | LOCK_NB) } != nil
    }
}
