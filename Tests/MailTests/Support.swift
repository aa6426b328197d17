import CArchive
import Foundation
import Primitives
import Testing

@testable import Mail
@testable import Mailboxes

/// A folder of its own for a test, removed with it.
final class TemporaryFolder {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "grok-mail-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    /// Writes a file, with the folders above it, and returns its path.
    @discardableResult
    func write(_ name: String, _ bytes: [UInt8]) throws -> String {
        let file = URL(fileURLWithPath: path).appendingPathComponent(name)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: file)
        return file.path
    }

    @discardableResult
    func write(_ name: String, _ text: String) throws -> String {
        try write(name, Array(text.utf8))
    }

    /// Writes a gzip'd tar of files.
    func writeArchive(_ name: String, _ files: [(name: String, bytes: [UInt8])]) throws -> String {
        let file = path + "/" + name
        let archive = try #require(archive_write_new())
        defer { archive_write_free(archive) }
        archive_write_set_format_ustar(archive)
        archive_write_add_filter_gzip(archive)
        try #require(archive_write_open_filename(archive, file) == ARCHIVE_OK)
        for (name, bytes) in files {
            let entry = try #require(archive_entry_new())
            defer { archive_entry_free(entry) }
            archive_entry_set_pathname(entry, name)
            archive_entry_set_size(entry, Int64(bytes.count))
            archive_entry_set_filetype(entry, 0o100000)
            archive_entry_set_perm(entry, 0o644)
            try #require(archive_write_header(archive, entry) == ARCHIVE_OK)
            try #require(bytes.isEmpty || archive_write_data(archive, bytes, bytes.count) == bytes.count)
        }
        try #require(archive_write_close(archive) == ARCHIVE_OK)
        return file
    }
}

/// Everything at some paths.
func readAll(
    _ paths: String..., limits: MailLimits = MailLimits()
) throws -> (messages: [MailMessage], summary: MailSummary) {
    var reader = MailReader()
    reader.parser.limits = limits
    var messages: [MailMessage] = []
    let summary = try reader.read(paths) { messages.append($0) }
    return (messages, summary)
}

/// A message from its source text.
func message(_ source: String) throws -> MailMessage {
    try #require(MessageParser().message(Array(source.utf8)))
}

/// Real mail, where it lies beside the package.
enum Enron {
    static let folder = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("../shared/data/enron").standardizedFileURL.path

    static let archives = ["enron1.tar.gz", "enron5.tar.gz"].map { folder + "/" + $0 }

    static var isPresent: Bool { archives.allSatisfy { FileManager.default.fileExists(atPath: $0) } }
}

extension Trait where Self == ConditionTrait {
    /// Runs a test only where the Enron-Spam archives are.
    static var needsEnron: Self {
        .enabled(if: Enron.isPresent, "the Enron-Spam archives are not in ../shared/data/enron")
    }
}
