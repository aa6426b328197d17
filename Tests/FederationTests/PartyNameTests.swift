import Federation
import Testing

@Suite struct PartyNameTests {
    @Test(arguments: ["a", "0", "alice", "a.b-c_d", "0a1b2c3d", String(repeating: "x", count: 63)])
    func names(text: String) throws {
        #expect(try PartyName(text).text == text)
    }

    @Test(arguments: [
        "", "-a", ".a", "_a", "Alice", "a b", "a/b", "é", "a\u{0}", "a\n", "ａ", "a\u{301}",
        String(repeating: "x", count: 64),
    ])
    func notNames(text: String) {
        #expect(throws: FederationError.name(text)) { try PartyName(text) }
    }

    @Test func theirOrderIsThatOfTheirBytes() throws {
        let sorted: [PartyName] = ["0", "a", "a-b", "a.b", "a0", "a_b", "aa", "b"]
        #expect(sorted.reversed().sorted() == sorted)
        #expect(sorted.sorted { Array($0.text.utf8).lexicographicallyPrecedes(Array($1.text.utf8)) } == sorted)
    }
}
