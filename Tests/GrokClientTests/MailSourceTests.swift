import Federation
import Foundation
import GrokTesting
import Learning
import Mailboxes
import Primitives
import Testing

@testable import GrokClient

/// Mail that grows while a participant runs.
@Suite final class MailSourceTests {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "grok-test-\(UUID().uuidString)")
    private let log = EventLog()
    private let bench: ClientBench

    init() throws {
        bench = try ClientBench()
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try deliver(20, to: "spam")
        try deliver(20, to: "ham")
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    private func path(_ name: String) -> String { folder.appending(path: name).path() }

    /// Appends messages to an mbox; what is in them says how many there were before.
    private func deliver(_ count: Int, to name: String) throws {
        let old = (try? Data(contentsOf: folder.appending(path: name))) ?? Data()
        let messages = (0..<count).map { index in
            """
            From someone@example.org Mon Jan  5 10:00:00 2026
            From: someone@example.org
            Subject: \(name) \(old.count) \(index)
            Message-ID: <\(name).\(old.count).\(index)@example.org>

            A message about \(name), number \(old.count + index).


            """
        }
        try (old + Data(messages.joined().utf8)).write(to: folder.appending(path: name))
    }

    private func source() throws -> MailSource {
        try MailSource(
            MailPaths(spam: [path("spam")], ham: [path("ham")]), specification: ModelSpecification(rows: 64),
            heldOutPercent: 10, logger: log.logger)
    }

    private func round(_ number: Int, _ kind: RoundKind = .training, on model: String) throws -> RoundAnnouncement {
        try bench.announcement(round: number, kind: kind, baseModel: Digest(sha256: Array(model.utf8)))
    }

    private func count(_ event: String) -> Int { log.events.count { $0.name == event } }

    @Test func everyRoundTrainsOnWhatIsThere() throws {
        let source = try source()
        let before = source.examples(for: try round(1, on: "a"))
        #expect(before.training.count + before.heldOut.count == 40)
        try deliver(30, to: "ham")
        let after = source.examples(for: try round(2, on: "b"))
        #expect(after.training.count + after.heldOut.count == 70)
        #expect(count("mail.read") == 2)
    }

    @Test func whatHasNotChangedIsNotReadAgain() throws {
        let source = try source()
        for number in 1...3 { _ = source.examples(for: try round(number, on: "\(number)")) }
        #expect(count("mail.read") == 1)
    }

    @Test func whatCannotBeReadLeavesWhatWasRead() throws {
        let source = try source()
        try FileManager.default.moveItem(atPath: path("ham"), toPath: path("away"))
        for number in 1...3 {
            let data = source.examples(for: try round(number, on: "\(number)"))
            #expect(data.training.count + data.heldOut.count == 40)
        }
        #expect(count("mail.unreadable") == 1)
        let line = try #require(log.events.first { $0.name == "mail.unreadable" }).message
        #expect(line.contains(path("ham")) && line.hasSuffix("going on with what was read before"), "\(line)")
        try FileManager.default.moveItem(atPath: path("away"), toPath: path("ham"))
        try deliver(5, to: "ham")
        let data = source.examples(for: try round(4, on: "4"))
        #expect(data.training.count + data.heldOut.count == 45)
    }

    @Test func anEmptiedMailboxLeavesWhatWasRead() throws {
        let source = try source()
        for name in ["spam", "ham"] { try Data().write(to: folder.appending(path: name)) }
        for number in 1...2 {
            #expect(!source.examples(for: try round(number, on: "\(number)")).training.isEmpty)
        }
        #expect(count("mail.unreadable") == 1 && count("mail.read") == 1)
    }

    /// The difference of two sums on one model must not be what has come to one participant meanwhile.
    @Test func whatIsMeasuredOnAModelStays() throws {
        let source = try source()
        let evaluated = source.examples(for: try round(1, .evaluation, on: "a"))
        try deliver(60, to: "spam")
        let trained = source.examples(for: try round(2, on: "a"))
        #expect(trained.heldOut == evaluated.heldOut)
        #expect(trained.training.count > 60)
        try deliver(60, to: "ham")
        let again = source.examples(for: try round(3, on: "a"))
        #expect(again.heldOut == evaluated.heldOut && again.training == trained.training)
        let next = source.examples(for: try round(4, on: "b"))
        #expect(next.training.count + next.heldOut.count == 160)
    }

    @Test func withoutLabelledMailItDoesNotBegin() throws {
        for name in ["spam", "ham"] { try Data().write(to: folder.appending(path: name)) }
        #expect(throws: (any Error).self) { try source() }
    }
}
