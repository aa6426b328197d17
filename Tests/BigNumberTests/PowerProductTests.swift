import BigNumber
import BigNumberTesting
import Testing

/// Products of powers, several at once, against plain integers.
@Suite struct PowerProductTests {
    @Test("each base to an exponent of its own", arguments: KernelTests.kernels, SplitMix64.seeds)
    func ownExponents(kernel: Kernel, seed: UInt64) {
        var random = SplitMix64(seed: seed)
        for (bits, count, size) in [(65, 3, 2), (512, 1, 5), (768, 8, 1), (1024, 17, 3), (3072, 9, 8)] {
            let value = random.modulus(bits: bits)
            let modulus =
                Bool.random(using: &random) ? Modulus(value, kernel: kernel) : Modulus(squareOf: value, kernel: kernel)
            let bases = (0..<count * size).map { _ in random.integer(bits: 64 * modulus.limbCount) }
            for exponentBits in [1, 128, 130] {
                let exponents = bases.indices.map { $0 == 1 ? 0 : random.integer(bits: exponentBits) }
                let products = modulus.products(
                    ofPowers: ResidueVector(bases, limbsPerRow: modulus.limbCount),
                    exponents: ResidueVector(exponents, limbsPerRow: 3), count: count)
                let expected = (0..<count).map { row in
                    (row * size..<(row + 1) * size).reduce(BigInteger(1)) {
                        ($0 * bases[$1].power(exponents[$1], modulo: modulus.value)).modulo(modulus.value)
                    }
                }
                #expect((0..<products.count).map { products[$0] } == expected, "\(bits) bits")
            }
            let zeros = ResidueVector(count: bases.count, limbsPerRow: 2)
            let ones = modulus.products(
                ofPowers: ResidueVector(bases, limbsPerRow: modulus.limbCount), exponents: zeros, count: count)
            #expect(ones == ResidueVector(repeating: 1, count: count, limbsPerRow: modulus.limbCount))
        }
    }
}
