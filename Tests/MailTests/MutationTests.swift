import Foundation
import Testing

@testable import Mail
@testable import Mailboxes

/// Valid mail, mutated: no result is right or wrong, but every one is bounded and none crashes.
///
/// `GROK_MUTATIONS=1000000 swift test -c release -Xswiftc -enable-testing --filter MutationTests` tries a million
/// (`make mutate-mail`), and says what the slowest took and how much memory was needed.
@Suite struct MutationTests {
    private static let count = ProcessInfo.processInfo.environment["GROK_MUTATIONS"].flatMap(Int.init)
    private static let seeds = 8

    @Test(arguments: 0..<seeds)
    func mutatedMailNeverCrashes(_ seed: Int) throws {
        var mutator = MailMutator(seed: UInt64(seed))
        var slowest = (time: Duration.zero, bytes: 0)
        let clock = ContinuousClock()
        for round in 0..<(Self.count ?? 4_000) / Self.seeds {
            let bytes = mutator.next()
            let time = try clock.measure { try Self.read(bytes, "seed \(seed), round \(round)") }
            if time > slowest.time { slowest = (time, bytes.count) }
        }
        guard Self.count != nil else { return }
        print(
            "seed \(seed): the slowest of \((Self.count ?? 0) / Self.seeds) took \(slowest), peak \(Self.peakMegabytes) MB"
        )
        #expect(Self.peakMegabytes < 1_000)
    }

    /// Reads the bytes in every way in which mail is read.
    private static func read(_ bytes: [UInt8], _ comment: Comment) throws {
        let parser = MessageParser()
        if let message = parser.message(bytes) { check(message, of: bytes, comment) }
        var limits = MailLimits()
        limits.messageBytes = 1_000
        var small = parser
        small.limits = limits
        let splitter = MboxSplitter(ByteReader(MemorySource(bytes), capacity: 4_096), limit: 1_000)
        var total = 0
        while let item = try splitter.next() {
            guard case .message(let content) = item else { continue }
            total += content.count
            let origin = MailOrigin(
                path: "mail/cur/1:2,a", index: 1, folders: ["&" + String(decoding: content.prefix(20), as: UTF8.self)])
            if case .message(let message, _) = small.parse(content, origin: origin) {
                check(message, of: content, comment)
            }
        }
        #expect(total <= bytes.count, comment)
        _ = MailFormat.of(bytes[...], origin: MailOrigin(path: "a.eml"))
        if case .message(let message, _) = parser.parseEmlx(bytes, origin: MailOrigin(path: "a")) {
            check(message, of: bytes, comment)
        }
    }

    private static func check(_ message: MailMessage, of bytes: [UInt8], _ comment: Comment) {
        let features = Tokenizer().features(subject: message.subject, text: message.text)
        #expect(features.count <= 500 && features.allSatisfy { $0 < 65_536 }, comment)
        // UTF-16 read as such grows by half, invalid bytes to three each.
        #expect(message.text.utf8.count <= bytes.count * 3 + 16, comment)
        #expect(message.subject.utf8.count <= bytes.count * 3 + 16, comment)
    }

    /// The most memory that this process has needed.
    private static var peakMegabytes: Int {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        return usage.ru_maxrss / 1_024
    }
}
