import BigNumber
import BigNumberTesting
import Testing

/// What every kernel does modulo the square of a number, against plain integers.
@Suite struct SquareModulusTests {
    static let sizes = [2, 64, 65, 127, 450, 512, 768, 1024, 1536, 2048, 3072]

    @Test("running products", arguments: KernelTests.kernels, SplitMix64.seeds)
    func runningProducts(kernel: Kernel, seed: UInt64) {
        var random = SplitMix64(seed: seed)
        for bits in Self.sizes {
            let modulus = Modulus(squareOf: random.modulus(bits: bits), kernel: kernel)
            let count = Int.random(in: 0...21, using: &random)
            var product = RunningProduct(count: count, modulus: modulus)
            var expected = [BigInteger](repeating: 1, count: count)
            for _ in 0..<5 {
                #expect(product.residues == ResidueVector(expected, limbsPerRow: modulus.limbCount), "\(bits) bits")
                let vector = (0..<count).map {
                    $0 == 0 ? modulus.value - 1 : random.residue(below: modulus.value - 1) + 1
                }
                let copy = product
                product.multiply(by: ResidueVector(vector, limbsPerRow: modulus.limbCount))
                #expect(copy.residues == ResidueVector(expected, limbsPerRow: modulus.limbCount))
                expected = zip(expected, vector).map { ($0 * $1).modulo(modulus.value) }
            }
            #expect(product.residues == ResidueVector(expected, limbsPerRow: modulus.limbCount), "\(bits) bits")
        }
    }

    @Test("a product of other numbers than squares", arguments: KernelTests.kernels)
    func otherModuli(kernel: Kernel) {
        let modulus = Modulus((BigInteger(1) << 607) - 1, kernel: kernel)
        var product = RunningProduct(count: 9, modulus: modulus)
        let row = ResidueVector(
            [BigInteger](repeating: modulus.value - 2, count: 9), limbsPerRow: modulus.limbCount)
        for _ in 0..<3 { product.multiply(by: row) }
        #expect(product.residues[8] == modulus.value - 8)
    }

    @Test("(1 + m·n) · mask, for masks from tables and from residues", arguments: KernelTests.kernels, SplitMix64.seeds)
    func encryption(kernel: Kernel, seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        for bits in Self.sizes {
            let n = random.modulus(bits: bits)
            let modulus = Modulus(squareOf: n, kernel: kernel)
            let bases = (0..<2).map { _ in random.residue(below: modulus.value) }
            let tables = try FixedBaseTables(
                bases: ResidueVector(bases, limbsPerRow: modulus.limbCount), modulus: modulus, exponentBits: 70,
                budget: 1 << 16)
            let exponents = [0, 1, (BigInteger(1) << 70) - 1, random.integer(bits: 70), random.integer(bits: 70)]
            let secret = SecretLimbs(concatenating: exponents.map { ($0, 2) })
            let masks = exponents.flatMap { exponent in bases.map { $0.power(exponent, modulo: modulus.value) } }
            let plaintexts = [0, n - 1, 1] + (0..<7).map { _ in random.residue(below: n) }
            let expected = zip(plaintexts, masks).map { (($0 * n + 1) * $1).modulo(modulus.value) }
            let rows = ResidueVector(plaintexts, limbsPerRow: n.limbCount)
            let made = modulus.encrypt(rows, masks: tables.secretPowers(secret, count: 5))
            #expect(made == ResidueVector(expected, limbsPerRow: modulus.limbCount), "\(bits) bits")
            let entries = modulus.entries(of: ResidueVector(masks, limbsPerRow: modulus.limbCount))
            #expect(modulus.encrypt(rows, masks: entries) == made, "\(bits) bits")
        }
    }
}
