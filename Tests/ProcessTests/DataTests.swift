import Foundation
import Testing

/// Mail that nothing can be learnt from: one line, and 65.
@Suite(.timeLimit(.minutes(20))) struct DataTests {
    private func train(_ site: Site, on data: String) async throws -> ChildProcess.Ending {
        try await site.run(.client, site.clientArguments("alice", port: 1, data: data))
    }

    @Test func aMissingMailbox() async throws {
        try await Site.with { site in
            try await train(site, on: "none.mbox").expect(
                65, .client, "none.mbox: no such file or folder", "give an mbox")
        }
    }

    @Test func anEmptyMailbox() async throws {
        try await Site.with { site in
            try site.write([], to: "empty.mbox")
            try await train(site, on: "empty.mbox").expect(65, .client, "no labelled mail in empty.mbox", "0 messages")
        }
    }

    @Test func aMailboxWithoutLabels() async throws {
        try await Site.with { site in
            let message = """
                From bob@example.org Mon Jan  5 08:00:00 2026
                From: Bob <bob@example.org>
                To: alice@example.org
                Subject: Lunch
                Date: Mon, 5 Jan 2026 08:00:00 +0000

                At twelve?


                """
            try site.write(Array((message + message.replacing("twelve", with: "one")).utf8), to: "plain.mbox")
            let ending = try await train(site, on: "plain.mbox")
            ending.expect(
                65, .client, "no labelled mail in plain.mbox", "2 without a label", "--spam PATH and --ham PATH")
        }
    }

    @Test func noMailAtAll() async throws {
        try await Site.with { site in
            try await site.run(.client, ["--kit", "kits/alice.kit"]).expect(64, .client, "no mail is named: use --data")
            let classify = try await site.run(.client, ["classify", "none.eml", "--state", "alice"])
            classify.expect(65, .client, "alice has no model yet")
            let model = try await site.run(.client, ["classify", "mail/test.mbox", "--model", "none.safetensors"])
            model.expect(65, .client, "none.safetensors", "No such file")
            let kit = try await site.run(.client, ["classify", "mail/test.mbox", "--model", "kits/alice.kit"])
            kit.expect(65, .client, "kits/alice.kit: safetensors header", "of another format")
        }
    }
}
