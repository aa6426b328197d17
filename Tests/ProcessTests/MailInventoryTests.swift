import Foundation
import Testing

/// `grok-client data`: what would be learnt from, and what not.
@Suite(.timeLimit(.minutes(20))) struct MailInventoryTests {
    private func message(_ subject: String, _ headers: String = "", date: String = "10 Dec 1999") -> String {
        "\(headers)From: a@b\nSubject: \(subject)\nDate: \(date) 12:00:00 +0000\n\nwords of \(subject)\n"
    }

    private func mbox(_ messages: [String]) -> [UInt8] {
        Array(messages.map { "From a@b Fri Dec 10 00:00:00 1999\n\($0)\n" }.joined().utf8)
    }

    /// Thirty messages and what can go wrong with some.
    private func mailbox() -> [UInt8] {
        let ham = (0..<20).map { message("h\($0)", "X-Gmail-Labels: Inbox\n") }
        let spam = (0..<10).map { message("s\($0)", "X-Gmail-Labels: Spam\n", date: "10 Dec 2009") }
        let others = [
            message("h0", "X-Gmail-Labels: Inbox,Opened\n"), message("unlabelled"),
            message("expunged", "X-Mozilla-Status: 0008\n"),
            message("s1", "X-Gmail-Labels: Inbox\n", date: "10 Dec 2009"),
        ]
        return mbox(ham + spam + others)
    }

    /// Where the paths begin does not matter.
    @Test(arguments: [".", "1.eml", "../Junk", "../Junk/1.eml", "../../letters/Junk/."])
    func theFolderOfARelativePathCounts(path: String) async throws {
        try await Site.with { site in
            try FileManager.default.createDirectory(
                atPath: "\(site.path)/letters/Junk", withIntermediateDirectories: true)
            try site.write(Array(message("one").utf8), to: "letters/Junk/1.eml")
            let ending = try await site.run(
                .client, ["data", path], wrapper: ["sh", "-c", "cd letters/Junk && exec \"$0\" \"$@\""])
            #expect(ending.status == 0 && ending.output.contains { $0.contains(/folder +0 +1/) }, "\(ending)")
        }
    }

    private struct Inventory: Decodable {
        struct Dates: Decodable { let first, last: String }
        struct Skipped: Decodable { let reason: String, count: Int, first: String }
        let messages, ham, spam, training, heldOut, unlabelled, duplicates, contradictions: Int
        let sources: [String: [String: Int]]
        let dates: [String: Dates]
        let skipped: [Skipped]
        let remarks: [String]
    }

    private func inventory(_ site: Site, _ arguments: [String]) async throws -> Inventory {
        let ending = try await site.run(.client, ["data", "--json"] + arguments)
        #expect(ending.status == 0 && ending.errors.isEmpty && ending.output.count == 1, "\(ending)")
        return try JSONDecoder().decode(Inventory.self, from: Data(try #require(ending.output.first).utf8))
    }

    @Test func programsGetOneObject() async throws {
        try await Site.with { site in
            try site.write(mailbox(), to: "all.mbox")
            let found = try await inventory(site, ["all.mbox"])
            #expect(found.messages == 33 && found.ham == 20 && found.spam == 9)
            #expect(found.training + found.heldOut == 29)
            #expect(found.unlabelled == 1 && found.duplicates == 2 && found.contradictions == 1)
            #expect(found.sources == ["X-Gmail-Labels": ["ham": 20, "spam": 9]])
            #expect(found.dates["ham"]?.first == "1999-12-10" && found.dates["spam"]?.last == "2009-12-10")
            #expect(
                found.skipped.map(\.reason) == ["deleted by its owner"] && found.skipped.first?.first == "all.mbox#33")
            #expect(found.remarks.count == 1 && found.remarks.first?.contains("from different times") == true)
        }
    }

    @Test func peopleGetTables() async throws {
        try await Site.with { site in
            try site.write(mailbox(), to: "all.mbox")
            let ending = try await site.run(.client, ["data", "all.mbox"])
            let text = ending.output.joined(separator: "\n")
            #expect(ending.status == 0)
            for line in [
                "33 messages in 1 file", "X-Gmail-Labels   20     9", "ham   1999-12-10", "left out:",
                "  1 without a label", "  2 copies of other messages", "  1 deleted by its owner (first: all.mbox#33)",
                "note: ham and spam are from different times",
            ] { #expect(text.contains(line), "\(line) is not in\n\(text)") }
        }
    }

    @Test func whatIsNamedCounts() async throws {
        try await Site.with { site in
            try site.write(mailbox(), to: "all.mbox")
            try site.write(mbox([message("new")]), to: "junk.mbox")
            let found = try await inventory(site, ["--ham", "all.mbox", "--spam", "junk.mbox"])
            #expect(found.sources == ["--spam, --ham": ["ham": 31, "spam": 1]] && found.contradictions == 0)
            try site.write(Array("data: [all.mbox]\nspam: [junk.mbox]\nheld-out-percent: 0\n".utf8), to: "grok.yaml")
            let configured = try await inventory(site, ["--config", "grok.yaml"])
            #expect(configured.spam == 10 && configured.heldOut == 0)
            let other = try await inventory(site, ["--config", "grok.yaml", "--spam", "junk.mbox"])
            #expect(other.spam == 1 && other.ham == 0 && other.remarks.first?.contains("only spam") == true)
        }
    }

    @Test func nothingToLearnFrom() async throws {
        try await Site.with { site in
            try site.write(mbox([message("x")]), to: "plain.mbox")
            let plain = try await site.run(.client, ["data", "plain.mbox"])
            #expect(plain.output.contains("  1 without a label"))
            #expect(plain.status == 65)
            #expect(
                plain.errors.last
                    == "grok-client: plain.mbox: no message has a label; say what is what with --spam PATH and --ham PATH"
            )
            try await site.run(.client, ["data"]).expect(64, .client, "no mail is named: grok-client data alice.mbox")
            try await site.run(.client, ["data", "none"]).expect(65, .client, "none: no such file or folder")
            try await site.run(.client, ["data", "--spam", "plain.mbox", "--ham", "./plain.mbox"])
                .expect(64, .client, "./plain.mbox: named as spam and as ham")
        }
    }

    /// Training and measuring see the same labels.
    @Test func trainAndClassifyTakeThemToo() async throws {
        try await Site.with { site in
            let train = try await site.run(
                .client, ["--kit", "kits/alice.kit", "--spam", "none.mbox", "--server", "127.0.0.1:1"])
            train.expect(65, .client, "none.mbox: no such file or folder")
            let both = ["--spam", "mail/alice.mbox", "--ham", "mail/alice.mbox"]
            let classify = try await site.run(.client, ["classify", "--model", "none"] + both)
            classify.expect(65, .client, "none")
        }
    }

    /// 480 MB of mail in an address space of 400 MB, most of which the program and its libraries take.
    @Test func aLargeMailboxNeedsNoMoreMemoryThanAMessage() async throws {
        try await Site.with { site in
            let path = "\(site.path)/large.mbox"
            #expect(FileManager.default.createFile(atPath: path, contents: nil))
            let file = try FileHandle(forWritingTo: URL(filePath: path))
            let line = String(repeating: "x", count: 999) + "\n"
            let body = Data(String(repeating: line, count: 2_000).utf8)
            for index in 0..<240 {
                let header = message("m\(index)", "X-Spam-Flag: \(index % 2 == 0 ? "YES" : "NO")\n")
                try file.write(contentsOf: Data(mbox([header])) + body + Data("\n".utf8))
            }
            try file.close()
            let limited = ["/bin/sh", "-c", "ulimit -v 400000 && exec \"$@\"", "sh"]
            let ending = try await site.run(
                .client, ["data", "--json", "large.mbox"], environment: ["SWIFT_BACKTRACE": "enable=no"],
                wrapper: limited)
            #expect(ending.status == 0, "\(ending)")
            let found = try JSONDecoder().decode(Inventory.self, from: Data((ending.output.first ?? "").utf8))
            #expect(found.messages == 240 && found.ham == 120 && found.spam == 120)
        }
    }
}
