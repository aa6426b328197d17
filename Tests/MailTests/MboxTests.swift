import Testing

@testable import Mail
@testable import Mailboxes

@Suite struct MboxTests {
    /// The texts of the messages of an mbox, read through buffers of several sizes.
    private func texts(_ mbox: String) throws -> [String] {
        let results = try [64, 256, 4_096].map { capacity in
            let reader = ByteReader(MemorySource(Array(mbox.utf8)), capacity: capacity)
            let splitter = MboxSplitter(reader, limit: 1 << 20)
            var texts: [String] = []
            while case .message(let bytes)? = try splitter.next() {
                texts.append(String(decoding: bytes, as: UTF8.self))
            }
            return texts
        }
        #expect(Set(results).count == 1, "the result depends on the size of the buffer")
        return results[0]
    }

    @Test func separatesAtFromLines() throws {
        let mbox = """
            From a@b Mon Jan  1 00:00:00 2001
            Subject: one

            first

            From - Tue Jan  2 00:00:00 2001
            Subject: two

            From the sea, 10 miles out
            second

            From 1234@xxx Wed Jan 03 00:00:00 +0000 2001
            Subject: three

            third
            From c@d Thu Jan  4 00:00:00 2001
            Subject: four

            """
        #expect(
            try texts(mbox) == [
                "Subject: one\n\nfirst\n",
                "Subject: two\n\nFrom the sea, 10 miles out\nsecond\n",
                "Subject: three\n\nthird\n",
                "Subject: four\n",
            ])
    }

    @Test func bareFromLinesNeedABlankLineBeforeThem() throws {
        #expect(try texts("From \nA: 1\n\nx\nFrom \ny\n\nFrom z@z\nB: 2\n\n") == ["A: 1\n\nx\nFrom \ny\n", "B: 2\n"])
    }

    @Test func undoesFromQuotingInBodiesOnly() throws {
        let mbox = "From a Mon Jan 1 00:00:00 2001\nA: 1\n>From x\n\n>From y\n>>From z\n> From w\n>Fromage\n"
        #expect(try texts(mbox) == ["A: 1\n>From x\n\nFrom y\n>From z\n> From w\n>Fromage\n"])
    }

    @Test func toleratesCRLF() throws {
        let mbox =
            "From a Mon Jan 1 00:00:00 2001\r\nA: 1\r\n\r\n>From x\r\n\r\nFrom b Mon Jan 1 00:00:00 2001\r\nB: 2\r\n\r\n"
        #expect(try texts(mbox) == ["A: 1\r\n\r\nFrom x\r\n", "B: 2\r\n"])
    }

    @Test func linesLongerThanTheBufferStayWhole() throws {
        let long = String(repeating: "From >From x", count: 2_000)
        #expect(try texts("From a Mon Jan 1 00:00:00 2001\nA: 1\n\n\(long)\n\n") == ["A: 1\n\n\(long)\n"])
    }

    @Test func messagesOverTheLimitPassUnstored() throws {
        let large = String(repeating: "x\n", count: 10_000)
        let mbox = "From a 1:1 2001\nA: 1\n\n\(large)\nFrom a 1:1 2001\nB: 2\n\n"
        let splitter = MboxSplitter(ByteReader(MemorySource(Array(mbox.utf8))), limit: 10_000)
        #expect(try splitter.next() == .tooLarge)
        #expect(try splitter.next() == .message(Array("B: 2\n".utf8)))
        #expect(try splitter.next() == nil)
    }

    @Test func progressGrowsToTheWhole() throws {
        let folder = try TemporaryFolder()
        let message = "From a Mon Jan 1 00:00:00 2001\nSubject: s\n\nx\n\n"
        let paths = try ["a.mbox", "b.mbox"].map { try folder.write($0, String(repeating: message, count: 600)) }
        var steps: [MailProgress] = []
        try MailReader().read(paths, progress: { steps.append($0) }, onMessage: { _ in })
        #expect(steps.map(\.messages) == [250, 500, 600, 750, 1_000, 1_200])
        #expect(steps.map(\.bytes) == steps.map(\.bytes).sorted())
        #expect(steps.map(\.path) == Array(repeating: paths[0], count: 3) + Array(repeating: paths[1], count: 3))
        #expect(steps.last?.bytes == Int64(2 * 600 * message.utf8.count))
        #expect(Set(steps.map(\.totalBytes)) == [Int64(2 * 600 * message.utf8.count)])
    }

    @Test func readsAFileWithIndexAndDigest() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(
            "bob.mbox",
            "From a Mon Jan 1 00:00:00 2001\nSubject: s\n\n>From x\n\nFrom a Mon Jan 1 00:00:00 2001\nSubject: t\n\n\n")
        let (messages, summary) = try readAll(path)
        #expect(messages.map(\.origin.description) == [path + "#1", path + "#2"])
        #expect(messages.map(\.origin.owner) == ["bob", "bob"])
        #expect(messages.first?.digest == MessageParser().message(Array("Subject: s\n\nFrom x\n".utf8))?.digest)
        #expect(messages.first?.text == "From x")
        #expect(summary.files == 1)
        #expect(summary.unlabelled == 2)
    }
}

/// Bytes in memory as a source that gives few at a time.
final class MemorySource: ByteSource {
    private var rest: ArraySlice<UInt8>

    init(_ bytes: [UInt8]) {
        rest = bytes[...]
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        let piece = rest.prefix(min(buffer.count, 37))
        buffer.copyBytes(from: piece)
        rest = rest.dropFirst(piece.count)
        return piece.count
    }
}
