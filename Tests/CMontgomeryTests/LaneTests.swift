import BigNumber
import BigNumberTesting
import CMontgomery
import Testing

/// The kernel against plain integers.
@Suite(.enabled(if: cmontgomery_is_supported())) struct LaneTests {
    /// Around every change of limbs, halves of blocks and blocks, and the sizes that keys have.
    static let wordCounts = [1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 13, 16, 25, 32, 33, 48, 64, 96, 128, 256]

    /// Moduli whose limbs are all ones, nearly all zeros, or anything.
    static func moduli(words: Int, _ random: inout SplitMix64) -> [BigInteger] {
        let full = BigInteger(1) << (64 * words)
        return [
            full - 1, (BigInteger(1) << (64 * words - 64)) + (words == 1 ? 2 : 1), random.modulus(bits: 64 * words),
        ]
    }

    /// Numbers of so many words: those where carries run, and others.
    static func numbers(_ count: Int, words: Int, modulus: BigInteger, _ random: inout SplitMix64) -> [BigInteger] {
        let bound = BigInteger(1) << (64 * words)
        let edges = [0, 1, modulus - 1, modulus, bound - 1, (modulus >> 1) + 1].map { $0.modulo(bound) }
        return (0..<count).map { _ in
            Bool.random(using: &random)
                ? edges[Int.random(in: 0..<edges.count, using: &random)] : random.integer(bits: 64 * words)
        }
    }

    @Test("products", arguments: wordCounts, SplitMix64.seeds)
    func products(words: Int, seed: UInt64) {
        var random = SplitMix64(seed: seed)
        for modulus in Self.moduli(words: words, &random) {
            let lanes = LaneFixture(modulus)
            for count in 1...8 {
                let left = Self.numbers(count, words: words, modulus: modulus, &random)
                let right = Self.numbers(count, words: words, modulus: modulus, &random)
                #expect(lanes.multiply(left, right) == zip(left, right).map { ($0 * $1).modulo(modulus) })
                #expect(lanes.squareInPlace(left) == left.map { ($0 * $0).modulo(modulus) })
            }
        }
    }

    @Test("entries of tables, and their products", arguments: wordCounts, SplitMix64.seeds)
    func entries(words: Int, seed: UInt64) {
        var random = SplitMix64(seed: seed)
        for (root, isSquared) in Self.moduli(words: words, &random).flatMap({ [($0, false), ($0, true)] }) {
            let lanes = LaneFixture(root, isSquared: isSquared)
            let left = Self.numbers(8, words: lanes.words, modulus: lanes.modulus, &random)
            let factor = Self.numbers(1, words: lanes.words, modulus: lanes.modulus, &random)
            let entries = lanes.enter(left)
            #expect(entries == left.map { lanes.entry(of: $0) })
            let products = lanes.scale(entries, by: lanes.entry(of: factor[0]))
            #expect(products == left.map { lanes.entry(of: $0 * factor[0]) }, "squared: \(isSquared)")
            for (count, squarings) in [(8, 0), (1, 1), (5, 7)] {
                let powers = lanes.square(Array(entries.prefix(count)), squarings: squarings)
                let exponent = BigInteger(1) << squarings
                let expected = left.prefix(count).map { lanes.entry(of: $0.power(exponent, modulo: lanes.modulus)) }
                #expect(powers == expected, "squared: \(isSquared)")
            }
        }
    }

    @Test("powers: squarings meet the same carries as products", arguments: wordCounts, SplitMix64.seeds)
    func squares(words: Int, seed: UInt64) {
        var random = SplitMix64(seed: seed)
        for (root, isSquared) in Self.moduli(words: words, &random).flatMap({ [($0, false), ($0, true)] }) {
            let lanes = LaneFixture(root, isSquared: isSquared)
            let bases = Self.numbers(8, words: lanes.words, modulus: lanes.modulus, &random)
            let exponent = BigInteger(1) << 12
            let powers = lanes.power(bases, baseWords: lanes.words, [exponent], bits: 13)
            #expect(powers == bases.map { $0.power(exponent, modulo: lanes.modulus) })
        }
    }

    @Test("powers of bases and exponents of any length", arguments: [3, 8, 13, 16, 32, 48], SplitMix64.seeds)
    func powers(words: Int, seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let root = Self.moduli(words: words, &random)[Int.random(in: 0..<3, using: &random)]
        let lanes = LaneFixture(root, isSquared: Bool.random(using: &random))
        let modulus = lanes.modulus
        for bits in [1, 2, 3, 4, 5, 63, 64, 65, 128, 131, 320, 321, 400] {
            let count = Int.random(in: 1...8, using: &random)
            for baseWords in [1, words - 1, words, words + 1, 2 * words, 3 * words + 2] {
                let bases = Self.numbers(count, words: baseWords, modulus: modulus, &random)
                let own = [0, 1, (BigInteger(1) << bits) - 1] + (0..<5).map { _ in random.integer(bits: bits) }
                let different = Array(own.shuffled(using: &random).prefix(count))
                let expected = zip(bases, different).map { $0.power($1, modulo: modulus) }
                #expect(lanes.power(bases, baseWords: baseWords, different, bits: bits) == expected)
                let shared = bases.map { $0.power(own[3], modulo: modulus) }
                #expect(lanes.power(bases, baseWords: baseWords, [own[3]], bits: bits) == shared)
            }
        }
    }

    @Test(
        "powers of one number spread over the lanes", arguments: [26, 29, 32, 46, 48, 51, 59, 64], SplitMix64.seeds)
    func spreadPowers(words: Int, seed: UInt64) {
        var random = SplitMix64(seed: seed)
        #expect(cmontgomery_can_spread(words))
        for (root, isSquared) in Self.moduli(words: words, &random).flatMap({ [($0, false), ($0, true)] }) {
            let lanes = LaneFixture(root, isSquared: isSquared)
            for bits in [1, 3, 64, 65, 131, 325] {
                for exponent in [0, (BigInteger(1) << bits) - 1, random.integer(bits: bits)] {
                    let baseWords = Int.random(in: 1...2 * lanes.words, using: &random)
                    let base = Self.numbers(1, words: baseWords, modulus: lanes.modulus, &random)[0]
                    let power = lanes.spreadPower(base, baseWords: baseWords, exponent, bits: bits)
                    #expect(power == base.power(exponent, modulo: lanes.modulus), "\(bits) bits, squared: \(isSquared)")
                }
            }
        }
    }

    @Test("products of powers: every eighth base in a lane", arguments: [3, 8, 13, 48], SplitMix64.seeds)
    func powerProducts(words: Int, seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let root = Self.moduli(words: words, &random)[Int.random(in: 0..<3, using: &random)]
        for isSquared in [false, true] {
            let lanes = LaneFixture(root, isSquared: isSquared)
            for (count, bits) in [(9, 1), (13, 64), (16, 128), (17, 131), (20, 400)] {
                let baseWords = Int.random(in: 1...2 * lanes.words, using: &random)
                let bases = Self.numbers(count, words: baseWords, modulus: lanes.modulus, &random)
                let edges = [0, (BigInteger(1) << bits) - 1]
                let exponents = edges + (2..<count).map { _ in random.integer(bits: bits) }
                let powers = zip(bases, exponents).map { $0.power($1, modulo: lanes.modulus) }
                let expected = (0..<8).map { lane in
                    stride(from: lane, to: count, by: 8).reduce(1) { ($0 * powers[$1]).modulo(lanes.modulus) }
                }
                #expect(lanes.power(bases, baseWords: baseWords, exponents, bits: bits) == expected, "\(count) bases")
            }
        }
    }
}
