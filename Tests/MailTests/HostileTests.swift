import Foundation
import Testing

@testable import Mail
@testable import Mailboxes

@Suite struct HostileTests {
    private static let source = "From: a@b\nSubject: x\n\nwords\n"

    @Test func aMissingPathIsOneClearLine() throws {
        let error = #expect(throws: MailError.self) { try readAll("/nowhere/alice.mbox") }
        #expect(error == .missingPath("/nowhere/alice.mbox"))
        #expect(
            error?.description
                == "/nowhere/alice.mbox: no such file or folder; give an mbox, a message, or a folder or .tar.gz of them"
        )
    }

    @Test func nothingIsReadBeforeAllPathsAreThere() throws {
        let folder = try TemporaryFolder()
        let good = try folder.write("a.eml", Self.source)
        #expect(throws: MailError.missingPath(good + "x")) {
            try MailReader().read([good, good + "x"]) { _ in Issue.record("read before the check") }
        }
    }

    @Test func aFolderOfOtherThingsIsCounted() throws {
        let folder = try TemporaryFolder()
        try folder.write("empty.mbox", "")
        try folder.write("report.pdf", "%PDF-1.4 …")
        try folder.write("photo.jpg", [0xFF, 0xD8, 0xFF, 0xE0] + (0...255).map { UInt8($0) })
        try folder.write("archive.zip", Array("PK\u{3}\u{4}".utf8))
        try folder.write("data.json", "{\"subject\": 1}")
        try folder.write("sub/good.eml", Self.source)
        mkfifo(folder.path + "/pipe", 0o600)
        symlink("/nowhere", folder.path + "/dangling")
        symlink(".", folder.path + "/loop")
        symlink(folder.path + "/sub/good.eml", folder.path + "/linked")
        let summary = try readAll(folder.path).summary
        #expect(summary.messages == 2)
        #expect(
            summary.skipped == [.archiveDamaged: 1, .emptyFile: 1, .notMail: 3, .notRegularFile: 2, .unreadable: 1])
        #expect(summary.firstSkipped[.emptyFile] == folder.path + "/empty.mbox")
    }

    @Test(arguments: ["a.mbox", "a.eml", "ham/a.txt", "a"])
    func garbageIsNotMail(_ name: String) throws {
        let folder = try TemporaryFolder()
        var random = SplitMix64(seed: 7)
        let path = try folder.write(name, (0..<100_000).map { _ in UInt8(random.below(256)) })
        let (messages, summary) = try readAll(path)
        #expect(messages.isEmpty)
        #expect(summary.skipped == [.notMail: 1])
    }

    @Test func garbageInAnMboxCostsOneMessage() throws {
        let folder = try TemporaryFolder()
        var random = SplitMix64(seed: 8)
        let garbage = (0..<50_000).map { _ in UInt8(random.below(256)) }
        let line = Array("From a Mon Jan 1 00:00:00 2001\n".utf8)
        let path = try folder.write("a.mbox", line + garbage + [10, 10] + line + Array(Self.source.utf8))
        let (messages, summary) = try readAll(path)
        #expect(messages.last?.text == "words")
        #expect(messages.count + summary.skipped[.notMail, default: 0] == 2)
    }

    @Test func aMessageOf50MBIsReadInPart() throws {
        let folder = try TemporaryFolder()
        let text = Array("Subject: large\n\n".utf8) + [UInt8](repeating: UInt8(ascii: "y"), count: 50 << 20)
        let path = try folder.write("large.eml", text)
        let (messages, summary) = try readAll(path)
        #expect(messages.first?.subject == "large")
        #expect(messages.first.map { $0.text.utf8.count <= MailLimits().textBytes } == true)
        #expect(summary.textsCut == 1)
    }

    @Test(arguments: ["a.eml", "a.mbox", "ham/a.txt"])
    func aMessageOverTheLimitIsSkippedByName(_ name: String) throws {
        var limits = MailLimits()
        limits.messageBytes = 10_000
        let folder = try TemporaryFolder()
        let start = name == "a.mbox" ? "From a Mon Jan 1 00:00:00 2001\n" : ""
        let path = try folder.write(name, start + "Subject: x\nFrom: y\n\n" + String(repeating: "z\n", count: 10_000))
        let (messages, summary) = try readAll(path, limits: limits)
        #expect(messages.isEmpty)
        #expect(summary.skipped == [.messageTooLarge: 1])
    }

    @Test func aTruncatedArchiveGivesWhatCameBefore() throws {
        let folder = try TemporaryFolder()
        var random = SplitMix64(seed: 9)
        let files = (0..<200).map { index in
            let noise = (0..<500).map { _ in String(random.next(), radix: 36) }.joined(separator: " ")
            return (name: "s/ham/\(1000 + index).txt", bytes: Array("Subject: \(index)\n\(noise)\n".utf8))
        }
        let whole = try Data(contentsOf: URL(fileURLWithPath: folder.writeArchive("whole.tar.gz", files)))
        let path = try folder.write("cut.tar.gz", Array(whole.prefix(whole.count / 2)))
        let (messages, summary) = try readAll(path)
        #expect((50..<150).contains(messages.count))
        #expect(messages.map(\.subject) == (0..<messages.count).map(String.init))
        #expect(summary.skipped == [.archiveDamaged: 1])
        for count in [1, 2, 10, 18, 40] {
            let stump = try folder.write("stump.tar.gz", Array(whole.prefix(count)))
            #expect(try readAll(stump).messages.isEmpty, "first \(count) bytes")
        }
    }

    @Test func aDamagedArchiveNeverCrashes() throws {
        let folder = try TemporaryFolder()
        let files = (0..<20).map { (name: "s/ham/\($0).txt", bytes: Array("Subject: \($0)\nbody\n".utf8)) }
        let whole = try Array(Data(contentsOf: URL(fileURLWithPath: folder.writeArchive("whole.tar.gz", files))))
        var random = SplitMix64(seed: 10)
        for round in 0..<200 {
            var bytes = whole
            for _ in 0..<3 { bytes[random.below(bytes.count)] = UInt8(random.below(256)) }
            let path = try folder.write("damaged.tar.gz", bytes)
            #expect(try readAll(path).messages.count <= files.count, "round \(round)")
        }
    }

    @Test func gzippedMailIsMail() throws {
        let folder = try TemporaryFolder()
        let tar = try folder.writeArchive(
            "x.tar.gz", [("in/bob.mbox", Array("From a 1:1 2001\nSubject: x\n\ny\n".utf8))])
        let read = try readAll(tar).messages
        #expect(read.map(\.origin.description) == [tar + ":in/bob.mbox#1"])
        #expect(read.map(\.origin.owner) == ["bob"])
    }

    @Test(arguments: [
        "a:", "a,", "(", "<a@[[", "\"", "=?utf-8?q?", "=?a?q?x", "a;b=c;", ";a*1*=b", "<a@b> ", "\\", "1 ", "\t",
    ])
    func headersThatGMimesParserChokesOn(_ piece: String) throws {
        let value = String(repeating: piece, count: 500_000 / piece.utf8.count)
        for name in ["To", "From", "Subject", "Content-Type", "Date", "References", "X-Spam-Status"] {
            #expect(try message("\(name): \(value)\nA: b\n\nwords\n").subject.utf8.count <= 500_000)
        }
    }

    @Test func headersHaveALimit() throws {
        let many = String(repeating: "a:\n", count: 300_000)
        #expect(try message("Subject: s\n\(many)\nwords\n").text == "words")
        #expect(try message("\(many)Subject: s\n\nwords\n").subject == "")
    }
}
