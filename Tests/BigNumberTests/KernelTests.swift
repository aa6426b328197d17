import BigNumber
import BigNumberTesting
import Testing

/// Every kernel that this processor has, against plain integers: the same rows, whichever ran.
@Suite struct KernelTests {
    static let kernels = Kernel.allCases.filter(\.isAvailable)
    /// Around the sizes where limbs of 52 bits and of 64 come out differently, and those of keys.
    static let sizes = [2, 65, 450, 512, 831, 1024, 1536, 2048, 3072, 4096, 6143, 6144, 8192]

    /// Rows that are different, the edges among them, and not a multiple of the lanes.
    private static func residues(_ modulus: Modulus, _ random: inout SplitMix64) -> [BigInteger] {
        [0, 1, modulus.value - 1, modulus.value >> 1] + (0..<9).map { _ in random.residue(below: modulus.value) }
    }

    /// Any modulus, or a square of about as many bits, on which powers take another way.
    private static func modulus(bits: Int, kernel: Kernel, _ random: inout SplitMix64) -> Modulus {
        Bool.random(using: &random)
            ? Modulus(random.modulus(bits: bits), kernel: kernel)
            : Modulus(squareOf: random.modulus(bits: bits / 2 + 1), kernel: kernel)
    }

    @Test("the best kernel is one that this processor has")
    func best() {
        #expect(Kernel.best.isAvailable)
        #expect(Kernel.portable.isAvailable)
        #expect(Kernel.best == Self.kernels.first)
    }

    @Test("products", arguments: kernels, SplitMix64.seeds)
    func products(kernel: Kernel, seed: UInt64) {
        var random = SplitMix64(seed: seed)
        for bits in Self.sizes {
            for value in [random.modulus(bits: bits), (BigInteger(1) << bits) - 1, (BigInteger(1) << (bits - 1)) + 1] {
                let modulus = Modulus(value, kernel: kernel)
                let left = Self.residues(modulus, &random)
                let right = Self.residues(modulus, &random).shuffled(using: &random)
                let expected = zip(left, right).map { ($0 * $1).modulo(value) }
                var rows = ResidueVector(left, limbsPerRow: modulus.limbCount)
                modulus.multiply(&rows, by: ResidueVector(right, limbsPerRow: modulus.limbCount))
                #expect((0..<rows.count).map { rows[$0] } == expected, "\(bits) bits")
            }
        }
    }

    @Test("secret bases to one exponent", arguments: kernels, SplitMix64.seeds)
    func sharedExponent(kernel: Kernel, seed: UInt64) {
        var random = SplitMix64(seed: seed)
        for bits in Self.sizes {
            let modulus = Self.modulus(bits: bits, kernel: kernel, &random)
            for limbs in [1, modulus.limbCount, 2 * modulus.limbCount + 1] {
                let bases = [0, 1] + (0..<9).map { _ in random.integer(bits: 64 * limbs) }
                let exponent = random.integer(bits: 100) + 1
                let secret = SecretLimbs(concatenating: bases.map { ($0, limbs) })
                let powers = modulus.powers(ofSecret: secret, count: bases.count, exponent: exponent)
                let expected = bases.map { $0.power(exponent, modulo: modulus.value) }
                #expect((0..<bases.count).map { powers[$0] } == expected, "\(bits) bits")
            }
        }
    }

    @Test("each base to its own secret exponent", arguments: kernels, SplitMix64.seeds)
    func ownExponents(kernel: Kernel, seed: UInt64) {
        var random = SplitMix64(seed: seed)
        for bits in Self.sizes {
            let modulus = Self.modulus(bits: bits, kernel: kernel, &random)
            let bases = Self.residues(modulus, &random)
            let exponentBits = Int.random(in: 1...330, using: &random)
            let edges = [0, 1, (BigInteger(1) << exponentBits) - 1].map { $0.modulo(BigInteger(1) << exponentBits) }
            let exponents = edges + (0..<bases.count - 3).map { _ in random.integer(bits: exponentBits) }
            let powers = modulus.powers(
                of: ResidueVector(bases, limbsPerRow: modulus.limbCount),
                secretExponents: SecretLimbs(concatenating: exponents.map { ($0, (exponentBits + 63) / 64) }),
                exponentBits: exponentBits)
            let expected = zip(bases, exponents).map { $0.power($1, modulo: modulus.value) }
            #expect((0..<bases.count).map { powers[$0] } == expected, "\(bits) bits, exponents of \(exponentBits)")
        }
    }

    @Test("products of powers that share their exponents", arguments: kernels, SplitMix64.seeds)
    func sharedProducts(kernel: Kernel, seed: UInt64) {
        var random = SplitMix64(seed: seed)
        for bits in Self.sizes {
            let modulus = Self.modulus(bits: bits, kernel: kernel, &random)
            let (count, m) = (Int.random(in: 1...19, using: &random), Int.random(in: 1...9, using: &random))
            let limbs =
                [1, modulus.limbCount, 2 * modulus.limbCount, 3 * modulus.limbCount + 1].randomElement(using: &random)
                ?? 1
            let bases = (0..<count * m).map { _ in random.residue(below: BigInteger(1) << (64 * limbs)) }
            let exponents = (0..<m).map { _ in random.integer(bits: 130) }
            let rows = (ResidueVector(bases, limbsPerRow: limbs), ResidueVector(exponents, limbsPerRow: 3))
            for layout in [BaseLayout.productByProduct, .baseByBase] {
                let products = modulus.products(of: rows.0, exponents: rows.1, layout: layout)
                let expected = (0..<count).map { row in
                    (0..<m).reduce(BigInteger(1)) { product, i in
                        let base = bases[layout == .productByProduct ? row * m + i : i * count + row]
                        return (product * base.power(exponents[i], modulo: modulus.value)).modulo(modulus.value)
                    }
                }
                #expect((0..<count).map { products[$0] } == expected, "\(bits) bits, \(m) bases of \(limbs) limbs")
            }
        }
    }

    @Test("one product of powers", arguments: kernels, SplitMix64.seeds)
    func productOfPowers(kernel: Kernel, seed: UInt64) {
        var random = SplitMix64(seed: seed)
        for bits in Self.sizes {
            let modulus = Self.modulus(bits: bits, kernel: kernel, &random)
            for (count, limbs, exponentBits) in [(0, 1, 1), (1, 3, 600), (7, 1, 128), (9, 40, 64), (52, 16, 128)] {
                let bases = (0..<count).map { _ in random.residue(below: BigInteger(1) << (64 * limbs)) }
                let exponents = (0..<count).map { _ in random.integer(bits: exponentBits) }
                let product = modulus.product(
                    ofPowers: ResidueVector(bases, limbsPerRow: limbs),
                    exponents: ResidueVector(exponents, limbsPerRow: 10))
                let expected = zip(bases, exponents).reduce(BigInteger(1)) {
                    ($0 * $1.0.power($1.1, modulo: modulus.value)).modulo(modulus.value)
                }
                #expect(product == expected, "\(bits) bits, \(count) bases")
            }
        }
    }

    @Test("a lone power, public or secret", arguments: kernels, SplitMix64.seeds)
    func lonePower(kernel: Kernel, seed: UInt64) {
        var random = SplitMix64(seed: seed)
        for bits in Self.sizes {
            let modulus = Self.modulus(bits: bits, kernel: kernel, &random)
            for base in [0, 1, modulus.value, random.residue(below: modulus.value), random.integer(bits: 2 * bits)] {
                for exponent in [0, 1, 2, random.integer(bits: 200)] {
                    let expected = base.power(exponent, modulo: modulus.value)
                    #expect(modulus.power(base, exponent) == expected)
                    let secret = SecretLimbs(exponent, count: 4)
                    #expect(modulus.power(base, secret: secret, exponentBits: 200) == expected)
                }
            }
        }
    }

    @Test("every base to every secret exponent", arguments: kernels, SplitMix64.seeds)
    func everyPower(kernel: Kernel, seed: UInt64) {
        var random = SplitMix64(seed: seed)
        for bits in Self.sizes {
            let modulus = Self.modulus(bits: bits, kernel: kernel, &random)
            let limbs = Int.random(in: 1...2 * modulus.limbCount, using: &random)
            let baseCount = [1, 3, 8, 9].randomElement(using: &random) ?? 1
            let bases = (0..<baseCount).map { _ in random.residue(below: BigInteger(1) << (64 * limbs)) }
            let exponentBits = Int.random(in: 1...130, using: &random)
            let exponents = [0, (BigInteger(1) << exponentBits) - 1, random.integer(bits: exponentBits)]
            let powers = modulus.powers(
                ofEach: ResidueVector(bases, limbsPerRow: limbs),
                secretExponents: SecretLimbs(concatenating: exponents.map { ($0, (exponentBits + 63) / 64) }),
                count: exponents.count, exponentBits: exponentBits)
            let expected = bases.flatMap { base in exponents.map { base.power($0, modulo: modulus.value) } }
            #expect((0..<powers.count).map { powers[$0] } == expected, "\(bits) bits, exponents of \(exponentBits)")
        }
    }

    @Test("one base or more to many exponents", arguments: kernels, SplitMix64.seeds)
    func fixedBase(kernel: Kernel, seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        for bits in Self.sizes {
            let modulus = Self.modulus(bits: bits, kernel: kernel, &random)
            let bases = Self.residues(modulus, &random).prefix(Int.random(in: 1...13, using: &random))
            let exponents = [0, 1, (BigInteger(1) << 90) - 1] + (0..<5).map { _ in random.integer(bits: 90) }
            let tables = try FixedBaseTables(
                bases: ResidueVector(Array(bases), limbsPerRow: modulus.limbCount), modulus: modulus, exponentBits: 90,
                budget: 1 << 16)
            let powers = tables.powers(
                SecretLimbs(concatenating: exponents.map { ($0, 2) }), count: exponents.count)
            let expected = exponents.flatMap { exponent in bases.map { $0.power(exponent, modulo: modulus.value) } }
            #expect((0..<powers.count).map { powers[$0] } == expected, "\(bits) bits")
        }
    }
}
