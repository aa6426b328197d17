import Glibc

/// The regular files under the paths that a person gave, in a stable order, and what else lies there.
struct FileWalk {
    struct File {
        let origin: MailOrigin
        let byteCount: Int64
    }

    private(set) var files: [File] = []
    private(set) var skipped: [(origin: MailOrigin, reason: SkipReason)] = []

    /// Links are followed where they were given and where they lead to files, so that no walk is endless.
    private static let maximumDepth = 64

    init(_ paths: [String]) throws {
        for path in paths { try add(given: path) }
    }

    private mutating func add(given path: String) throws {
        var status = stat()
        guard stat(path, &status) == 0 else {
            let code = errno
            throw code == ENOENT || code == ENOTDIR
                ? MailError.missingPath(path) : MailError.unreadable(path: path, reason: systemMessage(code))
        }
        // The folder that holds what was given still says something about it.
        let folders = Array(Self.components(path).dropLast().suffix(1))
        if Self.kind(status) == S_IFDIR {
            guard let names = Self.names(in: path) else {
                throw MailError.unreadable(path: path, reason: systemMessage(errno))
            }
            let inner = Array(Self.components(path).suffix(1)) + folders
            for name in names { add(path.appendingComponent(name), folders: inner, depth: 1) }
        } else {
            try Self.checkReadable(path, status)
            add(path, status, folders: folders)
        }
    }

    private mutating func add(_ path: String, folders: [String], depth: Int) {
        let origin = MailOrigin(path: path, folders: folders)
        var status = stat()
        guard lstat(path, &status) == 0 else { return skip(origin, .unreadable) }
        guard Self.kind(status) == S_IFDIR else {
            guard stat(path, &status) == 0 else { return skip(origin, .unreadable) }
            return add(path, status, folders: folders)
        }
        guard depth < Self.maximumDepth, let names = Self.names(in: path) else { return skip(origin, .unreadable) }
        let inner = [path.lastPathComponent] + folders
        for name in names { add(path.appendingComponent(name), folders: inner, depth: depth + 1) }
    }

    private mutating func add(_ path: String, _ status: stat, folders: [String]) {
        let origin = MailOrigin(path: path, folders: folders)
        guard Self.kind(status) == S_IFREG else { return skip(origin, .notRegularFile) }
        files.append(File(origin: origin, byteCount: Int64(status.st_size)))
    }

    private mutating func skip(_ origin: MailOrigin, _ reason: SkipReason) {
        skipped.append((origin, reason))
    }

    private static func checkReadable(_ path: String, _ status: stat) throws {
        guard kind(status) == S_IFREG else {
            throw MailError.unreadable(path: path, reason: "neither file nor folder")
        }
        do throws(SourceFailure) { _ = try FileSource(path: path) } catch {
            throw MailError.unreadable(path: path, reason: error.detail)
        }
    }

    private static func kind(_ status: stat) -> mode_t { status.st_mode & S_IFMT }

    private static func components(_ path: String) -> [String] {
        path.split(separator: "/").map(String.init).filter { $0 != "." && $0 != ".." }
    }

    /// The names in a folder, sorted; nil when it can't be read.
    private static func names(in path: String) -> [String]? {
        guard let folder = opendir(path) else { return nil }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { tuple in
                tuple.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }
}

extension String {
    func appendingComponent(_ name: String) -> String {
        hasSuffix("/") ? self + name : self + "/" + name
    }
}
