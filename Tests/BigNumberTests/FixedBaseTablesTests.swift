import BigNumber
import BigNumberTesting
import Testing

@Suite struct FixedBaseTablesTests {
    @Test("powers agree with plain ones for every form of comb", arguments: KernelTests.kernels, SplitMix64.seeds)
    func powers(kernel: Kernel, seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let modulus =
            Bool.random(using: &random)
            ? Modulus(random.modulus(bits: 520), kernel: kernel)
            : Modulus(squareOf: random.modulus(bits: Bool.random(using: &random) ? 540 : 260), kernel: kernel)
        for exponentBits in [1, 63, 64, 65, 130, 200] {
            let exponentLimbs = (exponentBits + 63) / 64
            let bases =
                [0, 1].prefix(Int.random(in: 0...2, using: &random))
                + (0..<9).map { _ in random.residue(below: modulus.value) }
            let edges = [0, 1, (BigInteger(1) << exponentBits) - 1, BigInteger(1) << (exponentBits - 1)]
            let exponents = edges + (0..<5).map { _ in random.integer(bits: exponentBits) }
            let secret = SecretLimbs(concatenating: exponents.map { ($0, exponentLimbs) })
            for (teeth, run) in [(1, 1), (1, exponentBits), (2, 3), (3, 1), (4, 5), (5, 64), (7, 2)] {
                let spacing = (exponentBits + teeth - 1) / teeth
                let shape = CombShape(exponentBits: exponentBits, teeth: teeth, run: min(run, spacing))
                let table = FixedBaseTables(
                    bases: ResidueVector(Array(bases), limbsPerRow: modulus.limbCount), modulus: modulus, shape: shape)
                let powers = table.powers(secret, count: exponents.count)
                let expected = exponents.flatMap { exponent in
                    bases.map { $0.power(exponent, modulo: modulus.value) }
                }
                #expect((0..<powers.count).map { powers[$0] } == expected, "\(shape)")
            }
        }
    }

    @Test("a table fills its budget as well as it can, and one that is too small is refused")
    func budget() throws {
        let modulus = Modulus((BigInteger(1) << 127) - 1)
        let make = { try FixedBaseTables(base: 3, modulus: modulus, exponentBits: 100, budget: $0) }
        // An entry has two limbs; without teeth there is no comb.
        #expect(throws: BigNumberError.tableBudgetTooSmall(budget: 31, smallest: 32)) { try make(31) }
        #expect(try make(32).shape == CombShape(exponentBits: 100, teeth: 1, run: 100))
        var cost = Int.max
        for budget in [32, 64, 1000, 10_000, 100_000, 1_000_000, .max] {
            let table = try make(budget)
            #expect(table.byteCount <= budget)
            #expect(table.byteCount == table.shape.entryCount * 16)
            #expect(table.shape.cost < cost)
            cost = table.shape.cost
        }
        #expect(try make(.max).shape.entryCount <= CombShape.mostEntries)
    }

    @Test("no windows of the same memory are cheaper", arguments: [(256, 512), (1024, 512), (1536, 768), (288, 768)])
    func windows(exponentBits: Int, entryByteCount: Int) throws {
        for budget in [1 << 20, 48 << 20, 96 << 20] {
            let limit = budget / entryByteCount
            let best = try #require(CombShape(exponentBits: exponentBits, entries: limit))
            for bits in 1...16 {
                let windows = (exponentBits + bits - 1) / bits
                if windows << bits <= min(limit, CombShape.mostEntries) { #expect(best.cost <= 8 * (windows - 1)) }
            }
        }
    }
}
