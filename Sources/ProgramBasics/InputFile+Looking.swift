import Glibc
import Sysexits

extension InputFile {
    /// Whether there is something of this name.
    ///
    /// - Throws: ``CommandFailure`` where it cannot be told.
    package static func exists(_ path: String) throws -> Bool {
        var status = stat()
        if stat(path, &status) == 0 { return true }
        guard errno == ENOENT || errno == ENOTDIR else { throw unreadable(path, errno) }
        return false
    }

    /// The names in a folder, in order; none where there is no such folder.
    ///
    /// - Throws: ``CommandFailure`` where it cannot be read.
    package static func names(in path: String) throws -> [String] {
        guard let folder = opendir(path) else {
            guard errno == ENOENT || errno == ENOTDIR else { throw unreadable(path, errno) }
            return []
        }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    private static func unreadable(_ path: String, _ number: Int32) -> CommandFailure {
        CommandFailure(.data, "\(path) cannot be read: \(String(cString: strerror(number)))")
    }
}
