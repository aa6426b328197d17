import Glibc
import Mail

/// The regular files under the paths that a person gave, in a stable order, and what else lies there.
struct FileWalk {
    struct File {
        let origin: MailOrigin
        let byteCount: Int64
        let stamp: FileStamp
    }

    private(set) var files: [File] = []
    private(set) var skipped: [(origin: MailOrigin, reason: SkipReason)] = []
    /// The files whose label the person named, so that a wider path does not bring them again.
    private var named: Set<Identity> = []

    /// A file whatever its path.
    private struct Identity: Hashable {
        let device: dev_t
        let number: ino_t
    }

    /// Links are followed where they were given and where they lead to files, so that no walk is endless.
    private static let maximumDepth = 64

    init(_ mail: MailPaths) throws {
        for root in try MailRoot.all(of: mail) { try add(given: root.path, label: root.label) }
    }

    private mutating func add(given path: String, label: MailLabel?) throws {
        let status = try Self.status(of: path)
        // The folder that holds what was given still says something about it; `cur` is a part of one.
        let above = Self.components(path).dropLast()
        let folders = Array(above.suffix(above.last.map(MailOrigin.maildirParts.contains) == true ? 2 : 1).reversed())
        var origin = MailOrigin(path: path, folders: folders, label: label)
        if Self.kind(status) == S_IFDIR {
            guard let names = Self.names(in: path) else {
                throw MailError.unreadable(path: path, reason: systemMessage(errno))
            }
            origin.folders = Array(Self.components(path).suffix(1)) + folders
            addAll(names, of: origin, depth: 1)
        } else {
            try Self.checkReadable(path, status)
            origin.addFlags(Maildir.keywords(besideFolder: path.withoutLastComponent))
            add(origin, status)
        }
    }

    /// Adds what lies in a folder.
    private mutating func addAll(_ names: [String], of folder: MailOrigin, depth: Int) {
        let keywords = Maildir.keywords(besideFolder: folder.path)
        let isMaildir = names.contains("cur")
        var folder = folder
        if Maildir.isInbox(folder, holding: names) { folder.folders.insert(Maildir.inbox, at: 0) }
        for name in names {
            var origin = folder.inside(name)
            origin.addFlags(keywords)
            // What is still being delivered comes again under another name.
            if isMaildir, name == "tmp" { continue }
            add(origin, depth: depth)
        }
    }

    private mutating func add(_ origin: MailOrigin, depth: Int) {
        var status = stat()
        guard lstat(origin.path, &status) == 0 else { return skip(origin, .unreadable) }
        guard Self.kind(status) == S_IFDIR else {
            guard stat(origin.path, &status) == 0 else { return skip(origin, .unreadable) }
            return add(origin, status)
        }
        guard depth < Self.maximumDepth, let names = Self.names(in: origin.path) else {
            return skip(origin, .unreadable)
        }
        var folder = origin
        folder.folders = [origin.path.lastPathComponent] + origin.folders
        addAll(names, of: folder, depth: depth + 1)
    }

    private mutating func add(_ origin: MailOrigin, _ status: stat) {
        guard Self.kind(status) == S_IFREG else { return skip(origin, .notRegularFile) }
        let identity = Identity(device: status.st_dev, number: status.st_ino)
        if named.contains(identity) { return }
        if origin.label != nil { named.insert(identity) }
        files.append(File(origin: origin, byteCount: Int64(status.st_size), stamp: FileStamp(status)))
    }

    private mutating func skip(_ origin: MailOrigin, _ reason: SkipReason) {
        skipped.append((origin, reason))
    }
}

extension FileWalk {
    private static func status(of path: String) throws -> stat {
        var status = stat()
        guard stat(path, &status) == 0 else {
            let code = errno
            throw code == ENOENT || code == ENOTDIR
                ? MailError.missingPath(path) : MailError.unreadable(path: path, reason: systemMessage(code))
        }
        return status
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

    /// The names on the way to a path from the root of the file system, by the words of the path alone.
    private static func components(_ path: String) -> [String] {
        let absolute = path.hasPrefix("/") ? path : "\(workingDirectory)/\(path)"
        return absolute.split(separator: "/").reduce(into: []) { names, name in
            switch name {
            case ".": break
            case "..": _ = names.popLast()
            default: names.append(String(name))
            }
        }
    }

    /// Empty where it cannot be told.
    private static var workingDirectory: String {
        guard let path = getcwd(nil, 0) else { return "" }
        defer { free(path) }
        return String(cString: path)
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

extension MailOrigin {
    /// A file or folder in this one.
    fileprivate func inside(_ name: String) -> MailOrigin {
        MailOrigin(path: path.appendingComponent(name), folders: folders, label: label)
    }

    /// Takes over what a Maildir file's name says.
    fileprivate mutating func addFlags(_ keywords: [Character: String]) {
        guard folders.first == "cur" else { return }
        flags = Maildir.flags(ofFile: fileName, keywords: keywords)
    }
}

extension String {
    func appendingComponent(_ name: String) -> String {
        hasSuffix("/") ? self + name : self + "/" + name
    }

    /// The folder that holds a file of this path.
    fileprivate var withoutLastComponent: String {
        lastIndex(of: "/").map { String(self[..<$0]) } ?? "."
    }
}
