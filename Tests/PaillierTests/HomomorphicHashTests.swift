import BigNumber
import BigNumberTesting
import Paillier
import Primitives
import Testing

/// What lets contributors check a sum of ciphertexts that only the server has.
@Suite struct HomomorphicHashTests {
    private let layout: BlockLayout

    init() throws { layout = try BlockLayout(blocks: 2, positionsPerBlock: 3) }

    private func contributions(
        _ fixture: SchemeFixture, _ count: Int, _ random: inout SplitMix64
    ) throws -> [EncryptedVector] {
        try (0..<count).map { _ in
            let values = (0..<layout.positions).map { _ in random.integer(bits: fixture.scheme.plaintextBits - 4) }
            return try fixture.encrypt(fixture.plaintexts(values, layout), layout)
        }
    }

    @Test("the hash of a sum is what its summands' combine to", arguments: SchemeKind.allCases, SplitMix64.seeds)
    func sums(kind: SchemeKind, seed: UInt64) throws {
        let fixture = try SchemeFixture(kind)
        let scheme = fixture.scheme
        var random = SplitMix64(seed: seed)
        for count in [1, 2, 5] {
            let vectors = try contributions(fixture, count, &random)
            let sum = scheme.sum(of: vectors, layout: layout)
            let seed = Digest(sha256: scheme.body(of: sum))
            let hashes = vectors.map { scheme.homomorphicHash(of: $0, seed: seed, layout: layout) }
            #expect(hashes.allSatisfy { $0.bytes.count == scheme.ciphertextByteCount })
            #expect(try scheme.combine(hashes) == scheme.homomorphicHash(of: sum, seed: seed, layout: layout))
        }
    }

    @Test("anything added at any position is seen, and so is an exchange", arguments: SchemeKind.allCases)
    func additions(kind: SchemeKind) throws {
        let fixture = try SchemeFixture(kind)
        let scheme = fixture.scheme
        var random = SplitMix64(seed: 7)
        let vectors = try contributions(fixture, 2, &random)
        let seed = Digest(sha256: "seed".utf8)
        let honest = scheme.homomorphicHash(of: scheme.sum(of: vectors, layout: layout), seed: seed, layout: layout)
        for row in 0..<layout.positions {
            var extra = scheme.plaintexts(for: layout)
            extra[row] = 1
            let more = try vectors + [fixture.encrypt(extra, layout)]
            let sum = scheme.sum(of: more, layout: layout)
            #expect(scheme.homomorphicHash(of: sum, seed: seed, layout: layout) != honest)
        }
        let width = scheme.ciphertextByteCount
        let body = scheme.body(of: vectors[0])
        let exchanged = Array(body[width..<2 * width] + body[..<width] + body[(2 * width)...])
        let other = try scheme.decode(header: vectors[0].header, body: exchanged, layout: layout)
        #expect(
            scheme.homomorphicHash(of: other, seed: seed, layout: layout)
                != scheme.homomorphicHash(of: vectors[0], seed: seed, layout: layout))
    }

    /// Π_b (Π_j c_{b,j}^{f_j})^{e_b} with weights spelled out.
    @Test("it is the formula's", arguments: [SchemeKind.single, .threshold])
    func formula(kind: SchemeKind) throws {
        let fixture = try SchemeFixture(kind)
        let scheme = fixture.scheme
        let n =
            switch fixture.parameters {
            case .single(let key): key.modulus
            case .threshold(let key): key.modulus
            case .none: BigInteger(0)
            }
        var random = SplitMix64(seed: 11)
        let vector = try contributions(fixture, 1, &random)[0]
        let seed = Digest(sha256: "another".utf8)
        func weight(_ tag: String, _ index: Int) -> BigInteger {
            var hash = TaggedHash("grok/v1/exp/" + tag)
            hash.append(seed)
            hash.append(u32: UInt32(index))
            return BigInteger(bigEndian: hash.finish().bytes.prefix(16))
        }
        let (body, width) = (scheme.body(of: vector), scheme.ciphertextByteCount)
        var product = BigInteger(1)
        for row in 0..<layout.positions {
            let ciphertext = BigInteger(bigEndian: body[row * width..<(row + 1) * width])
            let exponent = weight("hash/b", row / 3) * weight("hash/j", row % 3)
            product = (product * ciphertext.power(exponent, modulo: n * n)).modulo(n * n)
        }
        let hash = scheme.homomorphicHash(of: vector, seed: seed, layout: layout)
        #expect(BigInteger(bigEndian: hash.bytes) == product)
        #expect(scheme.homomorphicHash(of: vector, seed: Digest(sha256: []), layout: layout) != hash)
    }

    @Test("what is no hash is refused", arguments: SchemeKind.allCases)
    func refusals(kind: SchemeKind) throws {
        let scheme = try SchemeFixture(kind).scheme
        let width = scheme.ciphertextByteCount
        for count in [0, width - 1, width + 1] {
            #expect(throws: PaillierError.byteCountMismatch(part: "hash", expected: width, actual: count)) {
                try scheme.combine([HomomorphicHash(bytes: [UInt8](repeating: 1, count: count))])
            }
        }
        guard kind != .none else { return }
        for byte: UInt8 in [0, 255] {
            #expect(throws: PaillierError.ciphertextOutOfRange(row: 0)) {
                try scheme.combine([HomomorphicHash(bytes: [UInt8](repeating: byte, count: width))])
            }
        }
    }
}
