import BigNumber
import Foundation
import Paillier
import PaillierSecret
import Primitives
import Testing

/// The same numbers as python-paillier.
@Suite struct PythonVectorTests {
    private func scheme(of key: VectorFile.Key) throws -> SingleKeyScheme {
        let parameters = try SingleKeyParameters(modulus: key.n, maskBase: key.h, allowingInsecureKey: true)
        return try SingleKeyScheme(parameters, tableBudget: 1 << 20)
    }

    private func fixture(of key: VectorFile.Key) throws -> SchemeFixture {
        try SchemeFixture(
            Dealer.dealSingleKey(
                primes: PrimePair(SecretInteger(key.p), SecretInteger(key.q)), holders: 1, allowingInsecureKey: true),
            withoutMaskBase: true)
    }

    /// Opens ciphertexts that somebody else wrote.
    private func check(_ key: VectorFile.Key) throws {
        let fixture = try fixture(of: key)
        let all = key.encryptions.map(\.ciphertext) + [key.sum.ciphertext]
        let layout = try BlockLayout(blocks: 1, positionsPerBlock: all.count)
        let body = all.flatMap { $0.bigEndianBytes(count: fixture.scheme.ciphertextByteCount) }
        let vector = try fixture.scheme.decode(header: .empty, body: body, layout: layout)
        let opened = try fixture.decrypt(vector, layout)
        #expect((0..<all.count).map { opened[$0] } == key.encryptions.map(\.plaintext) + [key.sum.plaintext])

        let one = try BlockLayout(blocks: 1, positionsPerBlock: 1)
        let vectors = try key.encryptions.map { encryption in
            let bytes = encryption.ciphertext.bigEndianBytes(count: fixture.scheme.ciphertextByteCount)
            return try fixture.scheme.decode(header: .empty, body: bytes, layout: one)
        }
        let sum = fixture.scheme.sum(of: vectors, layout: one)
        #expect(sum.ciphertexts.rows[0] == key.sum.ciphertext)
    }

    @Test("python-paillier's ciphertexts and sums open to its plaintexts", arguments: 0...2)
    func decryption(index: Int) throws {
        try check(VectorFile.python().keys[index])
    }

    @Test("the same plaintext and r make the same ciphertext", arguments: 0...2)
    func encryption(index: Int) throws {
        let key = try VectorFile.python().keys[index]
        let scheme = try scheme(of: key)
        let count = key.encryptions.count
        let limbs = key.n.limbCount
        let randoms = try key.encryptions.map { (try #require($0.random), limbs) }
        let masks = scheme.textbookMasks(SecretLimbs(concatenating: randoms), count: count)
        var plaintexts = PlaintextVector(count: count, limbsPerRow: limbs)
        for (row, encryption) in key.encryptions.enumerated() { plaintexts[row] = encryption.plaintext }
        let modulus = scheme.ciphertextModulus
        let rows = modulus.encrypt(plaintexts.rows, masks: modulus.entries(of: masks))
        #expect((0..<count).map { rows[$0] } == key.encryptions.map(\.ciphertext))
    }

    @Test("ciphertexts that this code wrote in the past still open", arguments: 0...1)
    func past(index: Int) throws {
        try check(VectorFile.swift().keys[index])
    }

    /// Set `GROK_WRITE_VECTORS` to a file's path to keep what was written.
    @Test("python-paillier opens what this code writes now and wrote before", .enabled(if: PythonPaillier.isInstalled))
    func checkedByPython() throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "grok-\(UUID().uuidString).json")
        defer { try? FileManager.default.removeItem(at: file) }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        let json = try encoder.encode(VectorFile(keys: [write(bits: 512), write(bits: 768)])) + Data("\n".utf8)
        try json.write(to: file)
        if let path = ProcessInfo.processInfo.environment["GROK_WRITE_VECTORS"] {
            try json.write(to: URL(filePath: path))
        }
        let kept = VectorFile.folder.appending(path: "swift.json")
        let result = try PythonPaillier.run(["--check", file.path(), kept.path()])
        #expect(result.status == 0, "\(result.output)")
    }

    @Test("the script says so when a file is wrong", .enabled(if: PythonPaillier.isInstalled))
    func scriptRefuses() throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "grok-\(UUID().uuidString).json")
        defer { try? FileManager.default.removeItem(at: file) }
        var key = try write(bits: 512)
        key.encryptions[1].plaintext = key.encryptions[1].plaintext + 1
        try JSONEncoder().encode(VectorFile(keys: [key])).write(to: file)
        let result = try PythonPaillier.run(["--check", file.path()])
        #expect(result.status == 1)
        #expect(result.output.contains("encryption 1 opens to something else"))
    }

    /// A fresh key with a few encryptions and their sum.
    private func write(bits: Int) throws -> VectorFile.Key {
        let dealt = try Dealer.dealSingleKey(bits: bits, holders: 1, allowingInsecureKey: true)
        let key = try #require(dealt.parameters.singleKey)
        let width = bits / 16
        let (p, q) = dealt.withSecretBlock(of: 1) { block in
            block.withUnsafeBytes { bytes in
                (BigInteger(bigEndian: bytes[1...width]), BigInteger(bigEndian: bytes[(width + 1)...]))
            }
        }
        let fixture = try SchemeFixture(dealt)
        let bits = fixture.scheme.plaintextBits
        let layout = try BlockLayout(blocks: 1, positionsPerBlock: 4)
        let values = [0, 1, (BigInteger(1) << bits) - 1, BigInteger.random(bits: bits)]
        let vector = try fixture.encrypt(fixture.plaintexts(values, layout), layout)
        let ciphertexts = (0..<4).map { vector.ciphertexts.rows[$0] }
        let product = ciphertexts.reduce(1) { ($0 * $1).modulo(key.modulus * key.modulus) }
        return VectorFile.Key(
            n: key.modulus, p: p, q: q, h: key.maskBase,
            encryptions: zip(values, ciphertexts).map { .init(plaintext: $0, ciphertext: $1) },
            sum: .init(ciphertext: product, plaintext: values.reduce(0, +).modulo(key.modulus)))
    }
}
