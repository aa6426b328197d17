import Foundation
import Testing

@testable import Mail
@testable import Mailboxes

@Suite struct WriterTests {
    private func outgoing(subject: String, text: String, label: MailLabel? = .spam) -> OutgoingMessage {
        OutgoingMessage(
            from: MailAddress("bob@example.org", name: "Bob Łuk"), to: MailAddress("sue@example.org", name: "Sue"),
            subject: subject, body: .text(text), date: 944_784_000, messageID: "1@example.org", label: label)
    }

    /// What comes back of messages that were written to an mbox.
    private func roundTrip(_ messages: [OutgoingMessage]) throws -> [MailMessage] {
        let folder = try TemporaryFolder()
        let writer = try MboxWriter(path: folder.path + "/out.mbox")
        for message in messages { try writer.append(message) }
        try writer.finish()
        return try readAll(folder.path + "/out.mbox").messages
    }

    @Test func writesAMessageOfRFC5322() throws {
        let message = outgoing(subject: "Grüße", text: "Hallo\nFrom here\n>From there\n")
        let folder = try TemporaryFolder()
        let writer = try MboxWriter(path: folder.path + "/out.mbox")
        try writer.append(message)
        try writer.finish()
        let expected = """
            From bob@example.org Fri Dec 10 00:00:00 1999
            From: =?utf-8?B?Qm9iIMWBdWs=?= <bob@example.org>
            To: Sue <sue@example.org>
            Subject: =?utf-8?B?R3LDvMOfZQ==?=
            Date: Fri, 10 Dec 1999 00:00:00 +0000
            Message-ID: <1@example.org>
            MIME-Version: 1.0
            Content-Type: text/plain; charset=utf-8
            Content-Transfer-Encoding: 8bit
            X-Spam-Flag: YES

            Hallo
            >From here
            >>From there



            """
        let written = try Data(contentsOf: URL(fileURLWithPath: folder.path + "/out.mbox"))
        #expect(String(decoding: written, as: UTF8.self) == expected)
    }

    @Test(arguments: [
        "", "\n", "\n\n", "a", "a\n", "\na", "From \n\nFrom a Mon Jan 1 00:00:00 2001\n>From\n>>From x",
        "nul\u{0}byte", "lone\rreturn", "tab\t and trailing blanks  \n\t\n", "=3D =\n", ".", "--\n",
        String(repeating: "long", count: 500), String(repeating: "ł", count: 2_000), "\u{1B}[31m\u{7F}",
        String(repeating: "From ", count: 400), "\u{FEFF}bom", "a\r\rb",
    ])
    func textComesBackAsItWas(_ text: String) throws {
        let back = try roundTrip([
            outgoing(subject: "s", text: text), outgoing(subject: "t", text: "next", label: .ham),
        ])
        #expect(back.map { Array($0.text.utf8) } == [Array(text.utf8), Array("next".utf8)])
        #expect(back.map(\.label) == [.spam, .ham])
        #expect(back.map(\.subject) == ["s", "t"])
        #expect(back.map(\.date) == [944_784_000, 944_784_000])
    }

    @Test(arguments: [
        "", "plain", "two  blanks", "=?utf-8?q?not_encoded?=", "日本語の件名がとても長いのでいくつもの単語に分けられる、そうすると折り返される",
        String(repeating: "word ", count: 100) + "end", String(repeating: "x", count: 3_000), "a: b; c=d", "é",
        "tab ? = _",
    ])
    func subjectComesBackAsItWas(_ subject: String) throws {
        let back = try roundTrip([outgoing(subject: subject, text: "x")])
        #expect(back.map(\.subject) == [subject])
        let lines = String(decoding: outgoing(subject: subject, text: "x").serialized(), as: UTF8.self).split(
            separator: "\n")
        #expect(lines.allSatisfy { $0.utf8.count <= 998 })
    }

    @Test func headersCannotBeInjected() throws {
        var message = outgoing(subject: "a\r\nX-Spam-Flag: NO\n\nbody", text: "x")
        message.from = MailAddress("a@b>\nX-Evil: 1", name: "\"\n\nX-Evil: 2")
        message.headers = [("X-Note", "one\ntwo")]
        let source = String(decoding: message.serialized(), as: UTF8.self)
        #expect(!source.contains("\nX-Evil"))
        #expect(source.contains("\nX-Note: one two\n"))
        #expect(try roundTrip([message]).map(\.label) == [.spam])
    }

    @Test(arguments: [1, 2, 3, 4, 5, 6, 7, 8] as [UInt64])
    func randomTextsComeBack(_ seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let pieces = [
            "From ", ">", "\n", " ", "a", "=", "é", "\u{0}", "\r", "日", "=?utf-8?q?", "?=", "--", ".", "\t", "x y",
        ]
        func text(_ count: Int) -> String {
            (0..<count).map { _ in pieces[random.below(pieces.count)] }.joined()
        }
        let messages = (0..<200).map { _ in outgoing(subject: text(12), text: text(random.below(80))) }
        let back = try roundTrip(messages)
        #expect(back.count == messages.count, "seed \(seed)")
        for (message, back) in zip(messages, back) {
            guard case .text(let text) = message.body else { continue }
            #expect(Array(back.text.utf8) == Array(text.withLineFeeds.utf8), "seed \(seed)")
            #expect(back.subject == message.subject.asSubject, "seed \(seed)")
        }
    }

    @Test func bytesDependOnNothingElse() {
        let one = outgoing(subject: "é", text: "a\u{0}").serialized()
        #expect(one == outgoing(subject: "é", text: "a\u{0}").serialized())
    }

    @Test func anUnfinishedMboxLeavesNothing() throws {
        let folder = try TemporaryFolder()
        let old = try folder.write("out.mbox", "old")
        do {
            let writer = try MboxWriter(path: old)
            try writer.append(outgoing(subject: "s", text: "x"))
        }
        #expect(try Data(contentsOf: URL(fileURLWithPath: old)) == Data("old".utf8))
        #expect(throws: MailError.unwritable(path: "/nowhere/x.mbox", reason: "No such file or directory")) {
            try MboxWriter(path: "/nowhere/x.mbox")
        }
    }

    @Test(arguments: [0, 951_782_399, 951_782_400, 4_102_444_800, -1, 1_709_164_800, 253_402_300_799] as [Int64])
    func datesComeBack(_ seconds: Int64) {
        let date = CivilDate(secondsSince1970: seconds)
        #expect(date.secondsSince1970 == seconds)
        #expect(GMime.date(Array(date.rfc5322.utf8)) == seconds)
    }
}
