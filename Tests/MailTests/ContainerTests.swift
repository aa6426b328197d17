import CArchive
import Foundation
import Testing

@testable import Mail
@testable import Mailboxes

/// Files that hold mail, and those that look as if they did.
@Suite struct ContainerTests {
    private static let mbox = """
        From a@b Mon Jan  1 00:00:00 2001
        Subject: one
        X-Gmail-Labels: Spam,Opened

        x

        From a@b Mon Jan  1 00:00:00 2001
        Subject: two
        X-Gmail-Labels: Inbox

        y

        """

    private func write(
        _ folder: TemporaryFolder, _ name: String, _ filter: (OpaquePointer?) -> Int32,
        format: (OpaquePointer?) -> Int32 = archive_write_set_format_raw, text: String = Self.mbox
    ) throws -> String {
        let path = folder.path + "/" + name
        let archive = try #require(archive_write_new())
        defer { archive_write_free(archive) }
        try #require(format(archive) == ARCHIVE_OK && filter(archive) == ARCHIVE_OK)
        try #require(archive_write_open_filename(archive, path) == ARCHIVE_OK)
        let entry = try #require(archive_entry_new())
        defer { archive_entry_free(entry) }
        let bytes = Array(text.utf8)
        archive_entry_set_pathname(entry, "Takeout/Mail/All mail Including Spam and Trash.mbox")
        archive_entry_set_size(entry, Int64(bytes.count))
        archive_entry_set_filetype(entry, 0o100000)
        archive_entry_set_perm(entry, 0o644)
        try #require(archive_write_header(archive, entry) == ARCHIVE_OK)
        try #require(archive_write_data(archive, bytes, bytes.count) == bytes.count)
        try #require(archive_write_close(archive) == ARCHIVE_OK)
        return path
    }

    @Test func compressedMboxesAreMboxes() throws {
        let folder = try TemporaryFolder()
        let paths = try [
            write(folder, "bob.mbox.gz", archive_write_add_filter_gzip),
            write(folder, "bob.bz2", archive_write_add_filter_bzip2),
            write(folder, "bob.xz", archive_write_add_filter_xz),
            write(folder, "bob.zst", archive_write_add_filter_zstd),
        ]
        for path in paths {
            let (messages, summary) = try readAll(path)
            #expect(messages.map(\.label) == [.spam, .ham], "\(path)")
            #expect(messages.map(\.origin.description) == [path + "#1", path + "#2"])
            #expect(messages.first?.origin.owner == "bob" && summary.files == 1)
        }
    }

    /// What came before the damage is read, however early it is.
    @Test func truncatedFilesAreReadToTheirEnd() throws {
        let folder = try TemporaryFolder()
        var generator = SystemRandomNumberGenerator()
        let mbox = (0..<400).map { number in
            let noise = (0..<100).map { _ in String(UInt64.random(in: 0...(.max), using: &generator), radix: 36) }
            return "From a@b Mon Jan  1 00:00:00 2001\nSubject: \(number)\n\n\(noise.joined(separator: " "))\n\n"
        }
        let path = try write(folder, "bob.mbox.gz", archive_write_add_filter_gzip, text: mbox.joined())
        let whole = try Data(contentsOf: URL(filePath: path))
        for part in [3, 2] {
            let cut = try readAll(folder.write("cut.mbox.gz", Array(whole.prefix(whole.count / part))))
            #expect(cut.summary.skipped == [.archiveDamaged: 1] && cut.summary.files == 1)
            // libarchive decompresses blocks of 64 KiB, and loses the last one.
            #expect(cut.messages.count > 400 / part - 60 && cut.messages.count < 400, "\(cut.messages.count)")
            #expect(cut.messages.enumerated().allSatisfy { $0.element.subject == "\($0.offset)" })
        }
    }

    @Test func takeoutComesAsAZip() throws {
        let folder = try TemporaryFolder()
        let path = try write(folder, "takeout.zip", archive_write_add_filter_none, format: archive_write_set_format_zip)
        #expect(try readAll(path).messages.map(\.label) == [.spam, .ham])
        let document = try write(
            folder, "letter.docx", archive_write_add_filter_none, format: archive_write_set_format_zip)
        #expect(try readAll(document).summary.skipped == [.notMail: 1])
    }

    @Test func archivesInArchivesAreSkippedByName() throws {
        let folder = try TemporaryFolder()
        let inner = try Data(contentsOf: URL(filePath: write(folder, "inner.gz", archive_write_add_filter_gzip)))
        let path = try folder.writeArchive("outer.tar.gz", [("mail/bob.mbox.gz", Array(inner))])
        let summary = try readAll(path).summary
        #expect(summary.messages == 0 && summary.skipped == [.archiveInArchive: 1])
        #expect(summary.firstSkipped[.archiveInArchive] == path + ":mail/bob.mbox.gz")
    }

    @Test func formatsOfOneProgramAreNamed() throws {
        let folder = try TemporaryFolder()
        try folder.write("backup.pst", Array("!BDN".utf8) + [0, 1, 2])
        try folder.write("letter.msg", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1])
        try folder.write("Inbox.dbx", [0xCF, 0xAD, 0x12, 0xFE])
        try folder.write("export.olm", Array("PK\u{3}\u{4}".utf8))
        let summary = try readAll(folder.path).summary
        #expect(summary.skipped == [.foreignFormat: 4])
        #expect(summary.description.contains("export it as mbox or .eml"))
    }

    @Test(arguments: ["\n\n", "\u{FEFF}", "\r\n", "\u{FEFF}\n"])
    func anMboxMayHaveAPreamble(_ preamble: String) throws {
        let folder = try TemporaryFolder()
        #expect(try readAll(folder.write("a", preamble + Self.mbox)).messages.map(\.subject) == ["one", "two"])
    }

    @Test(arguments: [String.Encoding.utf16LittleEndian, .utf16BigEndian, .utf8])
    func messagesSavedByWindowsAreRead(_ encoding: String.Encoding) throws {
        let folder = try TemporaryFolder()
        let text = "\u{FEFF}From: a@b\r\nSubject: Grüße\r\n\r\nschöne Worte\r\n"
        let path = try folder.write("a.eml", Array(try #require(text.data(using: encoding))))
        let messages = try readAll(path).messages
        #expect(messages.map(\.subject) == ["Grüße"] && messages.map(\.text) == ["schöne Worte"])
    }

    @Test func anMHFolderIsAFolderOfMessages() throws {
        let folder = try TemporaryFolder()
        for index in 1...3 { try folder.write("inbox/\(index)", "From: a@b\nSubject: \(index)\n\nx\n") }
        try folder.write("inbox/.mh_sequences", "cur: 3\n")
        let (messages, summary) = try readAll(folder.path)
        #expect(messages.map(\.label) == [.ham, .ham, .ham] && summary.skipped == [.programData: 1])
    }

    @Test func damagedZipsNeverCrash() throws {
        let folder = try TemporaryFolder()
        let path = try write(folder, "a.zip", archive_write_add_filter_none, format: archive_write_set_format_zip)
        let whole = try Array(Data(contentsOf: URL(filePath: path)))
        var random = SplitMix64(seed: 11)
        for round in 0..<200 {
            var bytes = whole
            for _ in 0..<3 { bytes[random.below(bytes.count)] = UInt8(random.below(256)) }
            if round % 2 == 0 { bytes.removeLast(random.below(bytes.count)) }
            #expect(try readAll(folder.write("damaged.zip", bytes)).messages.count <= 2, "round \(round)")
        }
    }
}
