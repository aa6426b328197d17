import Primitives
import Testing

@Suite struct PEMTests {
    @Test(arguments: 0..<150) func everyLengthGoesBothWays(count: Int) throws {
        let block = PEMBlock(label: "GROK KEY-SHARE", bytes: (0..<count).map { UInt8(truncatingIfNeeded: $0 * 151) })
        let document = PEMDocument(blocks: [block, PEMBlock(label: "X", bytes: [1])])
        #expect(try PEMDocument(parsing: document.serialized) == document)
        #expect(block.serialized.split(separator: "\n").allSatisfy { $0.utf8.count <= 64 })
    }

    /// RFC 4648 §10.
    @Test(arguments: [
        ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
        ("foobar", "Zm9vYmFy"),
    ])
    func base64AgreesWithPublishedVectors(plain: String, encoded: String) throws {
        let text = "-----BEGIN A-----\n\(encoded)\n-----END A-----\n"
        #expect(PEMBlock(label: "A", bytes: Array(plain.utf8)).serialized == text)
        #expect(try PEMDocument(parsing: text).blocks.first?.bytes == Array(plain.utf8))
    }

    @Test func remarksBetweenBlocksAndCarriageReturnsAreRead() throws {
        let text =
            "kit of alice\r\n\r\n-----BEGIN A-----\r\nZm9v\r\n-----END A-----\r\nand\r\n-----BEGIN B-----\r\n-----END B-----"
        #expect(
            try PEMDocument(parsing: text).blocks == [
                PEMBlock(label: "A", bytes: Array("foo".utf8)), PEMBlock(label: "B", bytes: []),
            ])
        #expect(try PEMDocument(parsing: text).first(labelled: "B")?.bytes == [])
        #expect(try PEMDocument(parsing: "").blocks.isEmpty)
    }

    static let full = String(repeating: "A", count: 64)

    @Test(arguments: [
        ("-----BEGIN A-----\nZm9v\n", 2, "ends before"),
        ("-----BEGIN A-----\nZm9v", 2, "ends before"),
        ("-----BEGIN A-----\nZm9v\n-----END B-----\n", 3, "-----END A----- is missing"),
        ("-----BEGIN A-----\nZm9v\n-----BEGIN B-----\n", 3, "-----END A----- is missing"),
        ("\n-----END A-----\n", 2, "neither"),
        ("-----BEGIN A----\n", 1, "neither"),
        ("-----BEGIN -----\n", 1, "neither"),
        ("-----BEGIN A --B-----\n", 1, "neither"),
        ("-----BEGIN-----\n", 1, "neither"),
        ("-----BEGIN A-----\nZm9\n-----END A-----\n", 2, "base 64"),
        ("-----BEGIN A-----\nZm9*\n-----END A-----\n", 2, "base 64"),
        ("-----BEGIN A-----\nZ===\n-----END A-----\n", 2, "base 64"),
        ("-----BEGIN A-----\nZh==\n-----END A-----\n", 2, "base 64"),
        ("-----BEGIN A-----\nZm9=\n-----END A-----\n", 2, "base 64"),
        ("-----BEGIN A-----\nZm8=Zm9v\n-----END A-----\n", 2, "base 64"),
        ("-----BEGIN A-----\n Zm9v\n-----END A-----\n", 2, "base 64"),
        ("-----BEGIN A-----\nZm9é\n-----END A-----\n", 2, "base 64"),
        ("-----BEGIN A-----\n\nZm9v\n-----END A-----\n", 2, "base 64"),
        ("-----BEGIN A-----\n\(full)AAAA\n-----END A-----\n", 2, "base 64"),
        ("-----BEGIN A-----\nZm9v\nZm9v\n-----END A-----\n", 3, "short line"),
        ("-----BEGIN A-----\n\(full.dropLast())=\nZm9v\n-----END A-----\n", 3, "short line"),
    ])
    func refusesAllElseNamingTheLine(text: String, line: Int, reason: String) {
        let error = #expect(throws: PrimitivesError.self) { try PEMDocument(parsing: text) }
        guard case .pemInvalid(line, let found) = error else {
            Issue.record("\(text.debugDescription): \(String(describing: error))")
            return
        }
        #expect(found.contains(reason), "\(text.debugDescription)")
    }

    @Test func aSecretsTextIsThatOfABlock() {
        for count in [0, 1, 47, 48, 49, 200] {
            let bytes = SystemRandom.bytes(count)
            let text = SecretBytes(copying: bytes).pem(label: "SECRET")
            let plain = text.withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
            #expect(plain == PEMBlock(label: "SECRET", bytes: bytes).serialized)
        }
    }
}
