import Foundation

/// Keeps other processes from changing a directory; the file that is locked is the directory itself.
final class DirectoryLock {
    private let descriptor: Int32

    /// - Throws: ``ProvisionError`` when there is no such directory, or another process has it.
    init(_ path: String) throws {
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw ProvisionError.directory(path: path, reason: String(cString: strerror(errno)))
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            throw ProvisionError.directoryBusy(path: path)
        }
        self.descriptor = descriptor
    }

    deinit { close(descriptor) }
}
