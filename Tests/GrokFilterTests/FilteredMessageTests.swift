import GrokFilter
import Testing

/// What a filter changes of a message, and what it leaves alone.
@Suite struct FilteredMessageTests {
    private func filtered(_ text: String) -> String {
        let bytes = Array(text.utf8)
        let message = FilteredMessage(bytes, fields: [("X-Grok-Spam", "no"), ("X-Grok-Score", "0.1000")])
        return String(decoding: message.head + bytes[message.bodyStart...], as: UTF8.self)
    }

    private static let added = "X-Grok-Spam: no\nX-Grok-Score: 0.1000\n"
    private static let addedCRLF = "X-Grok-Spam: no\r\nX-Grok-Score: 0.1000\r\n"

    @Test(arguments: [
        // Line ends are the message's.
        ("Subject: a\n\nb\n", added + "Subject: a\n\nb\n"),
        ("Subject: a\r\n\r\nb\r\n", addedCRLF + "Subject: a\r\n\r\nb\r\n"),
        ("Subject: a", added + "Subject: a"),
        // The line of an mbox stays first.
        ("From a@b Tue\nSubject: a\n\nb", "From a@b Tue\n" + added + "Subject: a\n\nb"),
        ("From a@b Tue\r\nSubject: a\r\n\r\n", "From a@b Tue\r\n" + addedCRLF + "Subject: a\r\n\r\n"),
        ("From a@b Tue\n>From c\nA: b\n\n", "From a@b Tue\n" + added + ">From c\nA: b\n\n"),
        ("From a@b Tue", "From a@b Tue\n" + added + "\n"),
        // Fields of a filter's name from outside go, in any writing and folded; a body's lines stay.
        (
            "X-GROK-spam: no\n folded\n\tmore\nA: b\n c\nx-grok-anything : 1\n\nX-Grok-Spam: no\n",
            added + "A: b\n c\n\nX-Grok-Spam: no\n"
        ),
        ("A: b\r\nX-Grok-Spam: yes\r\n\r\n\r\nX-Grok-Spam: no", addedCRLF + "A: b\r\n\r\n\r\nX-Grok-Spam: no"),
        ("A: b\nno field\nX-Grok-Spam: no\nC: d\n\nX-Grok-A: b\n", added + "A: b\nno field\nC: d\n\nX-Grok-A: b\n"),
        ("X-Grok: b\nX-Grokk-Spam: c\n\n", added + "X-Grok: b\nX-Grokk-Spam: c\n\n"),
        // No header, or an empty one.
        ("\nbody\n", added + "\nbody\n"),
        ("\r\nbody\r\n", addedCRLF + "\r\nbody\r\n"),
        ("only text\nof two lines", added + "\nonly text\nof two lines"),
        ("text : with\na colon", added + "text : with\na colon"),
        (": no name\n\n", added + "\n: no name\n\n"),
        ("", added + "\n"),
        // Bytes that are no lines.
        ("A: b\rX-Grok-Spam: no\n\nc\r", added + "A: b\rX-Grok-Spam: no\n\nc\r"),
        ("A: \0b\n\n\0", added + "A: \0b\n\n\0"),
    ])
    func onlyTheFieldsChange(message: String, expected: String) {
        #expect(filtered(message) == expected)
    }

    @Test func twiceIsAsGoodAsOnce() {
        let message = "From a\nReceived: b\n c\nSubject: d\n\ne\n"
        #expect(filtered(filtered(message)) == filtered(message))
    }

    /// Without fields of its own a filter changes nothing, unless the message has some.
    @Test func randomBytesStayAsTheyAre() {
        var generator = SystemRandomNumberGenerator()
        let seed = UInt64.random(in: 0...UInt64.max, using: &generator)
        var random = Seeded(state: seed)
        let alphabet = Array("A: b\r\n\n\n X-\tFrom >".utf8) + [0, 0xFF]
        for _ in 0..<2_000 {
            let bytes = (0..<Int.random(in: 1..<60, using: &random)).map { _ in
                alphabet.randomElement(using: &random) ?? 0
            }
            let message = FilteredMessage(bytes, fields: [("X-Grok-Spam", "no")])
            let out = message.head + bytes[message.bodyStart...]
            let without = Self.removing(Array("X-Grok-Spam: no\r\n".utf8), Array("X-Grok-Spam: no\n".utf8), from: out)
            #expect(
                without == bytes || without.filter { $0 != 10 && $0 != 13 } == bytes.filter { $0 != 10 && $0 != 13 },
                "seed \(seed): \(bytes)")
            #expect(out.count <= bytes.count + 17 + 4, "seed \(seed)")
        }
    }

    private static func removing(_ candidates: [UInt8]..., from bytes: [UInt8]) -> [UInt8] {
        for candidate in candidates {
            guard bytes.count >= candidate.count else { continue }
            for start in 0...(bytes.count - candidate.count) where bytes[start...].starts(with: candidate) {
                return Array(bytes[..<start] + bytes[(start + candidate.count)...])
            }
        }
        return bytes
    }

    private struct Seeded: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var z = (state ^ state >> 30) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
            return z ^ z >> 31
        }
    }
}
