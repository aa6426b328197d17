import Foundation
import Testing

@testable import Mail
@testable import Mailboxes

@Suite struct TokenizerTests {
    struct Vector: Decodable, CustomTestStringConvertible {
        let text: String
        let words: [String]
        let tokens: [String]
        let rows: [UInt32]
        let rows20: [UInt32]

        var testDescription: String { text.debugDescription }

        static func load() throws -> [Vector] {
            let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
                .appendingPathComponent("Vectors/tokens.json")
            return try JSONDecoder().decode([Vector].self, from: Data(contentsOf: file))
        }
    }

    @Test(arguments: try Vector.load())
    func agreesWithPython(_ vector: Vector) {
        // Compared by scalars: to Swift, strings of the same normal form are equal anyway.
        func scalars(_ words: [String]) -> [[Unicode.Scalar]] { words.map { Array($0.unicodeScalars) } }
        let tokenizer = Tokenizer(.words)
        #expect(scalars(Tokenizer.words(in: vector.text)) == scalars(vector.words))
        #expect(scalars(tokenizer.tokens(subject: "", text: vector.text)) == scalars(vector.tokens))
        #expect(tokenizer.features(subject: vector.text, text: "") == vector.rows)
        #expect(Tokenizer(.words, rows: 1 << 20).features(subject: "", text: vector.text) == vector.rows20)
        #expect(vector.tokens.map(tokenizer.row).filter { !vector.rows.contains($0) } == [])
    }

    @Test func fnv1aHasItsPublishedValues() {
        // The test vectors of draft-eastlake-fnv, appendix C.
        let vectors: [(String, UInt64)] = [
            ("", 0xCBF2_9CE4_8422_2325), ("a", 0xAF63_DC4C_8601_EC8C), ("foobar", 0x8594_4171_F739_67E8),
        ]
        for (text, value) in vectors {
            var hash = FNV1a()
            for byte in text.utf8 { hash.add(byte) }
            #expect(hash.value == value)
        }
        #expect(FNV1a.fold(0x1234_5678_9ABC_DEF0, bits: 16) == 0x1234 ^ 0x5678 ^ 0x9ABC ^ 0xDEF0)
        #expect(FNV1a.fold(0xFFFF_FFFF_FFFF_FFFF, bits: 20) == 0xFFFFF ^ 0xFFFFF ^ 0xFFFFF ^ 0xF)
    }

    @Test func subjectComesBeforeTextAndOnlyTheFirstCount() {
        let tokenizer = Tokenizer(maximumTokens: 3)
        #expect(tokenizer.tokens(subject: "One two", text: "two THREE four") == ["one", "two", "three"])
        let five = (0..<600).map { "w\($0)" }.joined(separator: " ")
        #expect(Tokenizer().tokens(subject: five, text: "more") == (0..<500).map { "w\($0)" })
    }

    @Test func rowsThatCollideCountOnce() {
        let tokenizer = Tokenizer(.words, rows: 2)
        let rows = tokenizer.features(subject: "", text: (0..<50).map { "w\($0)" }.joined(separator: " "))
        #expect(Set(rows) == [0, 1])
        #expect(rows.count == 2)
    }

    @Test func endlessMarksTakeLinearTime() {
        let marks = String(repeating: "\u{301}", count: 100_000) + String(repeating: "\u{316}", count: 100_000)
        #expect(Tokenizer.words(in: "e" + marks + " end") == ["\u{E9}", "end"])
    }
}
