import CArchive

/// Files, packed or not: through libarchive, which reads a .tar.gz, a lone .gz and a plain file alike.
enum Archive {
    /// What cannot be read.
    struct Failure: Error, CustomStringConvertible {
        let path: String
        let reason: String
        var description: String { "\(path): \(reason); give the file that the experiment's description names" }
    }

    /// The largest member that is read.
    private static let limit = 1 << 28

    /// The regular files in the archive at `path`, by name; a file that is no archive is its only member.
    static func read(_ path: String) throws -> [(name: String, bytes: [UInt8])] {
        guard let archive = archive_read_new() else { throw Failure(path: path, reason: "no memory") }
        defer { archive_read_free(archive) }
        archive_read_support_filter_all(archive)
        archive_read_support_format_tar(archive)
        archive_read_support_format_raw(archive)
        guard archive_read_open_filename(archive, path, 1 << 16) == ARCHIVE_OK else { throw failure(archive, path) }
        var members: [(name: String, bytes: [UInt8])] = []
        var entry: OpaquePointer?
        while true {
            let status = archive_read_next_header(archive, &entry)
            if status == ARCHIVE_EOF { return members }
            guard status == ARCHIVE_OK, let entry else { throw failure(archive, path) }
            let name = archive_entry_pathname(entry).map { String(cString: $0) } ?? ""
            let bytes = try content(archive, path)
            if !name.hasSuffix("/") { members.append((name, bytes)) }
        }
    }

    private static func content(_ archive: OpaquePointer, _ path: String) throws -> [UInt8] {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = archive_read_data(archive, &chunk, chunk.count)
            if count == 0 { return bytes }
            guard count > 0 else { throw failure(archive, path) }
            bytes += chunk[..<count]
            guard bytes.count <= limit else { throw Failure(path: path, reason: "a member is too large") }
        }
    }

    private static func failure(_ archive: OpaquePointer, _ path: String) -> Failure {
        Failure(path: path, reason: archive_error_string(archive).map { String(cString: $0) } ?? "cannot be read")
    }
}
