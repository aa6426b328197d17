import BigNumber
import BigNumberTesting
import Testing

@Suite struct ModulusTests {
    @Test("products agree with plain integers at every width", arguments: SplitMix64.seeds)
    func products(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        for bits in [2, 63, 64, 65, 128, 500, 1024, 4096, 6143, 6144, 8192] {
            let modulus = Modulus(random.modulus(bits: bits))
            let left = (0..<21).map { _ in random.residue(below: modulus.value) }
            let right = (0..<21).map { _ in random.residue(below: modulus.value) }
            var rows = ResidueVector(left, limbsPerRow: modulus.limbCount)
            modulus.multiply(&rows, by: ResidueVector(right, limbsPerRow: modulus.limbCount))
            for row in 0..<21 { #expect(rows[row] == (left[row] * right[row]).modulo(modulus.value)) }
        }
    }

    @Test("carries run through all limbs", arguments: [64, 65, 127, 128, 3072])
    func carries(bits: Int) {
        for value in [(BigInteger(1) << bits) - 1, (BigInteger(1) << (bits - 1)) + 1] {
            let modulus = Modulus(value)
            var rows = ResidueVector([value - 1, value - 1, 1, 0], limbsPerRow: modulus.limbCount)
            let factors = ResidueVector([value - 1, 1, value - 1, value - 1], limbsPerRow: modulus.limbCount)
            modulus.multiply(&rows, by: factors)
            #expect((0..<4).map { rows[$0] } == [1, value - 1, value - 1, 0])
        }
    }

    @Test("secret bases of any width are raised to a public exponent", arguments: SplitMix64.seeds)
    func secretBases(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        for (bits, limbs) in [(100, 1), (100, 5), (512, 3), (640, 10)] {
            let modulus = Modulus(random.modulus(bits: bits))
            let bases = (0..<9).map { _ in random.integer(bits: 64 * limbs) }
            let exponent = random.integer(bits: 90) + 1
            let secret = SecretLimbs(concatenating: bases.map { ($0, limbs) })
            let powers = modulus.powers(ofSecret: secret, count: 9, exponent: exponent)
            for row in 0..<9 { #expect(powers[row] == bases[row].power(exponent, modulo: modulus.value)) }
        }
    }
}
