import Foundation
import Primitives
import Testing

@Suite struct DigestTests {
    /// FIPS 180-4 examples and the empty message.
    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
    ])
    func agreesWithPublishedVectors(message: String, hex: String) {
        #expect(Digest(sha256: message.utf8).hex == hex)
        #expect(Digest(sha256: Array(message.utf8).dropFirst(0)).hex == hex)
        #expect(Digest(sha256: Data(message.utf8)).hex == hex)
        #expect(Array(message.utf8).withUnsafeBytes { Digest(sha256: $0) }.hex == hex)
        #expect(Digest(sha256: message.utf8.lazy.map { $0 }).hex == hex)
    }

    @Test func aMillionBytesInUnevenPieces() {
        var hasher = SHA256Hasher()
        var remaining = 1_000_000
        for size in [0, 1, 63, 64, 65, 4_095, 100_000, 1_000_000] {
            let piece = [UInt8](repeating: UInt8(ascii: "a"), count: min(size, remaining))
            remaining -= piece.count
            hasher.update(piece)
        }
        let digest = hasher.finish()
        #expect(digest.hex == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
    }

    @Test func bytesAndHexGoBothWays() throws {
        let bytes = (0..<32).map { UInt8($0 * 8) }
        let digest = try #require(Digest(bytes: bytes))
        #expect(digest.bytes == bytes)
        #expect(digest.hex == "0008101820283038404850586068707880889098a0a8b0b8c0c8d0d8e0e8f0f8")
        #expect(digest.description == digest.hex)
        #expect(digest.short == "000810")
        #expect(Digest(hex: digest.hex) == digest)
        #expect(Digest(hex: digest.hex.uppercased()) == digest)
    }

    @Test(arguments: [
        "", "00", String(repeating: "0", count: 63), String(repeating: "0", count: 66),
        String(repeating: "0", count: 63) + "g", String(repeating: "0", count: 62) + "é",
    ])
    func refusesOtherText(text: String) {
        #expect(Digest(hex: text) == nil)
    }

    @Test(arguments: [0, 31, 33]) func refusesOtherSizes(count: Int) {
        #expect(Digest(bytes: [UInt8](repeating: 0, count: count)) == nil)
    }

    @Test func theOrderIsThatOfTheBytes() {
        let digests = (0..<200).map { Digest(sha256: [UInt8($0)]) }
        let byBytes = digests.sorted { $0.bytes.lexicographicallyPrecedes($1.bytes) }
        #expect(digests.sorted() == byBytes)
        #expect(Set(digests).count == 200)
    }

    @Test func codesAsHexadecimalText() throws {
        let digest = Digest(sha256: "abc".utf8)
        let json = try JSONEncoder().encode([digest])
        #expect(String(decoding: json, as: UTF8.self) == "[\"\(digest.hex)\"]")
        #expect(try JSONDecoder().decode([Digest].self, from: json) == [digest])
        #expect(throws: DecodingError.self) { try JSONDecoder().decode([Digest].self, from: Data("[\"ab\"]".utf8)) }
    }
}
