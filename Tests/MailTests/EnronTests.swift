import Foundation
import Testing

@testable import Mail
@testable import Mailboxes

@Suite struct EnronTests {
    private static let ham = "Subject: meter 1517\r\nno blank line\r\nfrom here to there\r\n"
    private static let files: [(name: String, bytes: [UInt8])] = [
        ("set/ham/0002.1999-12-13.farmer.ham.txt", Array("Subject: second\nbody: two".utf8)),
        ("set/ham/0001.1999-12-10.farmer.ham.txt", Array(ham.utf8)),
        ("set/spam/0006.2003-12-18.GP.spam.txt", Array("Subject: caf".utf8) + [0xE9, 0x0A, 0x00, 0x93, 0x78]),
        ("set/Summary.txt", Array("Subject: not in ham or spam".utf8)),
        ("set/ham/notes.txt", Array("notes".utf8)),
    ]

    @Test func theLineAfterTheSubjectIsBody() throws {
        let folder = try TemporaryFolder()
        for (name, bytes) in Self.files { try folder.write(name, bytes) }
        let (messages, summary) = try readAll(folder.path + "/set")
        #expect(messages.map(\.subject) == ["meter 1517", "second", "café"])
        #expect(messages.map(\.text) == ["no blank line\nfrom here to there", "body: two", "\u{0}“x"])
        #expect(messages.map(\.label) == [.ham, .ham, .spam])
        #expect(messages.map(\.origin.number) == [1, 2, 6])
        #expect(messages.map(\.origin.owner) == ["set", "set", "set"])
        #expect(messages.map(\.date) == [944_784_000, 945_043_200, 1_071_705_600])
        #expect(summary.skipped == [.notMail: 2])
    }

    @Test func anArchiveReadsLikeItsFolder() throws {
        let folder = try TemporaryFolder()
        for (name, bytes) in Self.files { try folder.write(name, bytes) }
        let archive = try folder.writeArchive("mail.tar.gz", Self.files)
        let direct = try readAll(folder.path + "/set").messages
        let (messages, summary) = try readAll(archive)
        #expect(Set(messages.map(\.digest)) == Set(direct.map(\.digest)))
        #expect(messages.map(\.origin.owner) == ["set", "set", "set"])
        #expect(messages.first?.origin.description == archive + ":" + Self.files[0].name)
        #expect(summary.files == 1)
        #expect(summary.description.contains("3 messages (2 ham, 1 spam) in 1 file; skipped 2 not mail (first: "))
    }

    @Test func foldersOfOneClassKeepTheirLabel() throws {
        let folder = try TemporaryFolder()
        for (name, bytes) in Self.files { try folder.write(name, bytes) }
        #expect(try readAll(folder.path + "/set/spam").messages.map(\.label) == [.spam])
        #expect(try readAll(folder.path + "/set/ham/").messages.map(\.origin.owner) == ["set", "set"])
        #expect(try readAll(folder.path + "/" + Self.files[0].name).messages.map(\.label) == [.ham])
    }

    /// What a message's bytes have to teach, found without the reader: all words after the first line.
    private func words(afterFirstLineOf bytes: [UInt8]) -> [String] {
        let body = Data(bytes.drop { $0 != 0x0A }.dropFirst())
        let text =
            String(data: body, encoding: .utf8)
            ?? body.map { byte in
                let one = Data([byte])
                return String(data: one, encoding: .windowsCP1252) ?? String(data: one, encoding: .isoLatin1) ?? ""
            }.joined()
        return Tokenizer.words(in: text)
    }

    @Test(.needsEnron, arguments: Enron.archives)
    func everyBodyByteIsLearntFrom(_ path: String) throws {
        let folder = try TemporaryFolder()
        var expected: [[String]] = []
        let archive = try ArchiveFile(path: path)
        while let entry = try archive.nextEntry() {
            guard let bytes = try ByteReader(archive).rest(limit: 1 << 20) else { continue }
            try folder.write(#require(entry.path), bytes)
            expected.append(words(afterFirstLineOf: bytes))
        }
        let fromArchive = try readAll(path).messages
        let fromFolder = try readAll(folder.path).messages
        try #require(fromArchive.count == expected.count && expected.count > 4_000)
        #expect(fromFolder.map(\.digest) == fromArchive.map(\.digest))
        // The same bytes were read, so that it is enough to look at one of the two.
        let read = fromFolder.map { Tokenizer.words(in: $0.text) }
        #expect(zip(read, expected).count { $0 != $1 } == 0)

        let writer = try MboxWriter(path: folder.path + "/all.mbox")
        for message in fromArchive { try writer.append(OutgoingMessage(message)) }
        try writer.finish()
        let back = try readAll(folder.path + "/all.mbox").messages
        #expect(zip(back, fromArchive).count { $0.text != $1.text || $0.subject != $1.subject } == 0)
        #expect(back.map(\.label) == fromArchive.map(\.label))
        #expect(back.count == expected.count)
    }
}
