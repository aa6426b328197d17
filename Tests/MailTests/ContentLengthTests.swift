import Testing

@testable import Mail
@testable import Mailboxes

/// mboxcl and mboxcl2: where a message ends, its `Content-Length:` says, if it is true.
@Suite struct ContentLengthTests {
    private static let from = "From a@b Mon Jan  1 00:00:00 2001\n"

    /// The messages of an mbox, read through buffers of several sizes.
    private func messages(_ mbox: String, limit: Int = 1 << 20) throws -> [String] {
        let results = try [64, 200, 4_096].map { capacity in
            let splitter = MboxSplitter(ByteReader(MemorySource(Array(mbox.utf8)), capacity: capacity), limit: limit)
            var messages: [String] = []
            while let item = try splitter.next() {
                switch item {
                case .message(let bytes): messages.append(String(decoding: bytes, as: UTF8.self))
                case .tooLarge: messages.append("too large")
                }
            }
            return messages
        }
        #expect(Set(results).count == 1, "the result depends on the size of the buffer")
        return results[0]
    }

    private func entry(_ body: String, length: Int? = nil, header: String = "Content-Length") -> String {
        Self.from + "Subject: s\n\(header): \(length ?? body.utf8.count)\n\n" + body
    }

    private func bodies(_ mbox: String) throws -> [String] {
        try messages(mbox).map { message in
            message.firstRange(of: "\n\n").map { String(message[$0.upperBound...]) } ?? message
        }
    }

    /// mboxcl2 quotes nothing: From_ lines and quotes are text.
    private static let unquoted = "one\n\n\(from)two\n>From three\n"

    @Test func aTrueLengthKeepsFromLinesInTheBody() throws {
        #expect(try bodies(entry(Self.unquoted) + "\n" + entry("next\n") + "\n") == [Self.unquoted, "next\n"])
        #expect(try bodies(entry(Self.unquoted) + entry("next\n")) == [Self.unquoted, "next\n"])
        #expect(try bodies(entry(Self.unquoted)) == [Self.unquoted])
        #expect(try bodies(entry(Self.unquoted, header: "content-length")) == [Self.unquoted])
        #expect(try bodies(entry("") + "\n" + entry("x\n")) == ["", "x\n"])
    }

    @Test func theLastLineEndMayNotBeCounted() throws {
        let length = Self.unquoted.utf8.count - 1
        #expect(try bodies(entry(Self.unquoted, length: length) + "\n" + entry("x\n")) == [Self.unquoted, "x\n"])
    }

    @Test func mboxclIsQuotedAllTheSame() throws {
        #expect(try bodies(entry("one\n\n>From two\n") + "\n" + entry("x\n")) == ["one\n\nFrom two\n", "x\n"])
    }

    @Test func blankLinesAtTheEndOfABodyStay() throws {
        #expect(try bodies(entry("one\n\n\n") + "\n" + entry("x\n\n")) == ["one\n\n\n", "x\n\n"])
    }

    @Test(arguments: [0, 1, 3, 20, 41, 60, 100, 4_000, 100_000, 1 << 40, Int.max])
    func aFalseLengthCountsForNothing(_ length: Int) throws {
        let mbox = entry("one\n", length: length) + "\n" + entry("two\n") + "\n" + entry("three\n") + "\n"
        #expect(try bodies(mbox) == ["one\n", "two\n", "three\n"])
    }

    @Test(arguments: ["-1", "", "ten", "99999999999999999999", "1 2", "0x10"])
    func aLengthThatIsNoneCountsForNothing(_ value: String) throws {
        let mbox = Self.from + "Content-Length: \(value)\n\none\n\n" + entry("two\n")
        #expect(try bodies(mbox) == ["one\n", "two\n"])
    }

    /// One lie is found out by reading ahead; a second costs nothing, since the file is no longer believed.
    @Test func aFileThatLiedOnceIsNotBelievedAgain() throws {
        let mbox = entry("one\n", length: 30) + "\n" + entry(Self.unquoted) + "\n" + entry("x\n")
        // The From_ line in the second body now separates, as in any other mbox.
        #expect(try messages(mbox).count == 4)
    }

    /// Found by mutation: the claim holds from where the body starts, and not before.
    @Test func aFromLineInTheHeaderEndsTheMessage() throws {
        let mbox = Self.from + "Content-Length: 500\n" + Self.from + "Subject: x\n\n>From y\nz\n"
        #expect(try messages(mbox) == ["Content-Length: 500\n", "Subject: x\n\nFrom y\nz\n"])
        #expect(try messages(Self.from + "Content-Length: 5\nSubject: x\n") == ["Content-Length: 5\nSubject: x\n"])
    }

    @Test func lengthsBeyondTheLimitAreNotReadFor() throws {
        let large = String(repeating: "x\n", count: 600)
        let mbox = entry(large, length: 1_200) + "\n" + entry("y\n")
        #expect(try messages(mbox, limit: 1_000).first == "too large")
        #expect(try messages(mbox, limit: 1_000).count == 2)
    }

    @Test func crlfCountsAsItLies() throws {
        let body = "one\r\n\r\n" + Self.from.dropLast() + "\r\ntwo\r\n"
        let mbox = "From a Mon Jan 1 00:00:00 2001\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
        #expect(try messages(mbox + "\r\n" + mbox).map { $0.hasSuffix(body) } == [true, true])
    }

    /// Random mailboxes of true and false lengths: whatever they say, every byte of the bodies is in some message.
    @Test(arguments: 0..<40 as Range<UInt64>)
    func nothingIsLost(_ seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        var mbox = ""
        var expected = 0
        for index in 0..<30 {
            let words = (0..<random.below(40)).map { "w\(index)x\($0)" }
            expected += words.count
            let body = words.joined(separator: random.below(3) == 0 ? "\n\n" : "\n") + "\n"
            let length = random.below(2) == 0 ? body.utf8.count : random.below(400)
            mbox += entry(body, length: length) + (random.below(3) == 0 ? "" : "\n")
        }
        let found = try messages(mbox).joined().split(whereSeparator: \.isWhitespace).filter { $0.hasPrefix("w") }
        #expect(found.count == expected && Set(found).count == expected, "seed \(seed)")
    }
}
