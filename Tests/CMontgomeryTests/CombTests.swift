import BigNumber
import BigNumberTesting
import CMontgomery
import Testing

/// Powers of fixed bases against plain integers.
@Suite(.enabled(if: cmontgomery_is_supported())) struct CombTests {
    @Test("combs of every form", arguments: [2, 8, 13, 33, 64], SplitMix64.seeds)
    func combs(words: Int, seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let lanes = LaneFixture(random.modulus(bits: 64 * words), isSquared: Bool.random(using: &random))
        let modulus = lanes.modulus
        let bases = (0..<3).map { _ in random.residue(below: modulus) }
        for (bits, teeth, run) in [(1, 1, 1), (64, 2, 1), (65, 3, 4), (127, 4, 32), (130, 5, 3), (150, 7, 22)] {
            let spacing = (bits + teeth - 1) / teeth
            let shape = cmontgomery_comb_shape(
                exponent_bits: bits, teeth: teeth, spacing: spacing, tables: (spacing + run - 1) / run, run: run)
            let entries = bases.flatMap { base in
                Self.entries(of: base, shape, modulo: modulus).map { lanes.entry(of: $0) }
            }
            let exponents = [0, (BigInteger(1) << bits) - 1] + (0..<4).map { _ in random.integer(bits: bits) }
            let expected = exponents.flatMap { exponent in bases.map { $0.power(exponent, modulo: modulus) } }
            for rows in [0..<1, 0..<8, 1..<4, 7..<15, 17..<18] {
                let powers = lanes.comb(exponents, shape: shape, entries: entries, bases: bases.count, rows: rows)
                #expect(powers == Array(expected[rows]), "\(bits) bits, \(teeth) teeth")
                let made = lanes.combEntries(exponents, shape: shape, entries: entries, bases: bases.count, rows: rows)
                #expect(made == expected[rows].map { lanes.entry(of: $0) }, "\(bits) bits, \(teeth) teeth")
            }
        }
    }

    @Test("banks of every form", arguments: [2, 8, 13, 33, 48], SplitMix64.seeds)
    func banks(words: Int, seed: UInt64) {
        var random = SplitMix64(seed: seed)
        for (root, isSquared) in LaneTests.moduli(words: words, &random).flatMap({ [($0, false), ($0, true)] }) {
            let lanes = LaneFixture(root, isSquared: isSquared)
            for (bits, teeth, run) in [(1, 1, 1), (64, 2, 1), (65, 3, 4), (127, 4, 32), (130, 5, 3)] {
                let spacing = (bits + teeth - 1) / teeth
                let shape = cmontgomery_comb_shape(
                    exponent_bits: bits, teeth: teeth, spacing: spacing, tables: (spacing + run - 1) / run, run: run)
                let baseWords = Int.random(in: 1...2 * lanes.words, using: &random)
                let count = Int.random(in: 1...8, using: &random)
                let bases = LaneTests.numbers(count, words: baseWords, modulus: lanes.modulus, &random)
                let exponents = [0, (BigInteger(1) << bits) - 1, random.integer(bits: bits)]
                let powers = lanes.bank(bases, baseWords: baseWords, shape: shape, exponents: exponents)
                let expected = exponents.map { exponent in bases.map { $0.power(exponent, modulo: lanes.modulus) } }
                #expect(powers == expected, "\(bits) bits, \(teeth) teeth")
            }
        }
    }

    /// A comb's entries, by definition.
    private static func entries(of base: BigInteger, _ shape: cmontgomery_comb_shape, modulo modulus: BigInteger)
        -> [BigInteger]
    {
        (0..<shape.tables << shape.teeth).map { index in
            let (table, digit) = (index >> shape.teeth, index & (1 << shape.teeth - 1))
            let exponent = (0..<shape.teeth).filter { digit >> $0 & 1 == 1 }.reduce(BigInteger(0)) {
                $0 + (BigInteger(1) << ($1 * shape.spacing + table * shape.run))
            }
            return base.power(exponent, modulo: modulus)
        }
    }
}
