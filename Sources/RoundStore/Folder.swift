import Foundation

/// Durable changes to folders.
enum Folder {
    /// Creates a folder that only its owner may enter, and those above it, where they are missing.
    static func create(_ path: String) throws {
        // A folder that another process makes meanwhile is there too.
        func make() -> Int32 {
            let outcome = mkdir(path, 0o700)
            return outcome == -1 && errno == EEXIST ? 1 : outcome
        }
        let made = try systemCall(on: path, tolerating: ENOENT, make)
        let parent = parent(of: path)
        if made == nil {
            try create(parent)
            try systemCall(on: path, make)
        }
        if made != 1 { try synchronize(parent) }
    }

    /// Returns when the names in a folder are on the disk.
    static func synchronize(_ path: String) throws {
        try FileDescriptor(opening: path, O_RDONLY | O_DIRECTORY).synchronize()
    }

    /// The names in a folder; none when it is missing.
    static func entries(_ path: String) throws -> [String] {
        guard let folder = opendir(path) else {
            try systemCall(on: path, tolerating: ENOENT) { access(path, R_OK | X_OK) }
            return []
        }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 1) { String(cString: $0) }
            }
            if name != "." && name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    /// Removes a file if it is there.
    static func removeFile(_ path: String) throws {
        try systemCall(on: path, tolerating: ENOENT) { unlink(path) }
    }

    /// Replaces `path` by a file with these bytes: it holds the old or the new ones, whatever happens.
    static func replace(_ path: String, with bytes: [UInt8]) throws {
        let new = path + ".new"
        let file = try FileDescriptor(opening: new, O_WRONLY | O_CREAT | O_TRUNC)
        try file.write(bytes)
        try file.synchronize()
        try systemCall(on: path) { rename(new, path) }
        try synchronize(parent(of: path))
    }

    /// By hand, since `NSString.deletingLastPathComponent` traps on a name of one character.
    static func parent(of path: String) -> String {
        let slash = UInt8(ascii: "/")
        let name = path.utf8.reversed().drop { $0 == slash }
        guard name.contains(slash) else { return name.isEmpty && !path.isEmpty ? "/" : "." }
        let parent = name.drop { $0 != slash }.drop { $0 == slash }
        return parent.isEmpty ? "/" : String(decoding: parent.reversed(), as: UTF8.self)
    }
}
