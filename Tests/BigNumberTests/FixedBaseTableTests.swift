import BigNumber
import Testing

@Suite struct FixedBaseTableTests {
    @Test("powers agree with plain ones at every window width", arguments: SplitMix64.seeds)
    func powers(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let modulus = Modulus(random.modulus(bits: 200))
        for exponentBits in [1, 63, 64, 65, 130, 200] {
            let exponentLimbs = (exponentBits + 63) / 64
            let base = random.residue(below: modulus.value)
            let edges = [0, 1, (BigInteger(1) << exponentBits) - 1, BigInteger(1) << (exponentBits - 1)]
            let exponents = edges + (0..<14).map { _ in random.integer(bits: exponentBits) }
            var widths: Set<Int> = []
            for budget in [20_000, 40_000, 60_000, 100_000, 400_000, 4_000_000] {
                let table = try FixedBaseTable(
                    base: base, modulus: modulus, exponentBits: exponentBits, budget: budget)
                widths.insert(table.windowBits)
                #expect(table.byteCount <= budget)
                let secret = SecretLimbs(concatenating: exponents.map { ($0, exponentLimbs) })
                let powers = table.powers(secret, count: exponents.count)
                for (row, exponent) in exponents.enumerated() {
                    #expect(
                        powers[row] == base.power(exponent, modulo: modulus.value),
                        "window \(table.windowBits), exponent \(exponent)")
                }
            }
            #expect(widths.count > 1 || exponentBits == 1)
        }
    }

    @Test("the widest window that fits the budget is taken, and one that is too small is refused")
    func budget() throws {
        let modulus = Modulus((BigInteger(1) << 127) - 1)
        let make = { try FixedBaseTable(base: 3, modulus: modulus, exponentBits: 100, budget: $0) }
        // 100 windows of one bit take two entries each, 50 of two bits four: the same; an entry has two limbs.
        #expect(try make(3200).windowBits == 2)
        #expect(throws: BigNumberError.tableBudgetTooSmall(budget: 3199, smallest: 3200)) { try make(3199) }
        // Eight-bit windows: 13 windows of 256 entries of two limbs.
        #expect(try make(13 * 256 * 16).windowBits == 8)
        #expect(try make(13 * 256 * 16 - 1).windowBits == 7)
        #expect(try make(.max).windowBits == 10)
    }
}
