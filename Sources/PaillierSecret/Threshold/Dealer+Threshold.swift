import BigNumber
public import Paillier
import Primitives

extension Dealer {
    /// Makes a Paillier key of which any `threshold` holders decrypt together, and nobody alone.
    ///
    /// - Parameters:
    ///   - bits: of n, a multiple of 64.
    ///   - holders: how many get shares (k).
    ///   - threshold: how many must work together (t).
    ///   - maximumBlock: how many plaintexts a block of a contribution may have (K_max).
    ///   - exponents: how long the secrets are.
    ///   - allowingInsecureKey: whether fewer bits than `SingleKeyParameters.secureKeyBits` are let through; for tests.
    ///   - progress: told after every candidate, from any thread, one call at a time.
    /// - Throws: `PaillierSecretError.keyBitsRefused`, `PaillierError.parametersInvalid`.
    public static func dealThreshold(
        bits: Int, holders: Int, threshold: Int, maximumBlock: Int, exponents: ExponentLength = .short,
        allowingInsecureKey: Bool = false, progress: @escaping @Sendable (DealingProgress) -> Void = { _ in }
    ) throws -> Dealt {
        GMPAllocators.installWiping()
        defer { GMPAllocators.wipeStack() }
        try check(bits: bits, allowingInsecureKey: allowingInsecureKey)
        // Before the search for primes, which takes long.
        if let reason = ThresholdParameters.flaw(maximumBlock: maximumBlock, holders: holders, threshold: threshold) {
            throw PaillierError.parametersInvalid(scheme: ThresholdScheme.name, reason: reason)
        }
        let search = PrimeSearch(bits: bits / 2, kind: .safe, progress: progress)
        return try dealThreshold(
            primes: search.findPair(where: areGoodTogether), holders: holders, threshold: threshold,
            maximumBlock: maximumBlock,
            exponents: exponents, allowingInsecureKey: allowingInsecureKey)
    }

    /// Deals a key of given safe primes.
    package static func dealThreshold(
        primes: borrowing PrimePair, holders: Int, threshold: Int, maximumBlock: Int,
        exponents: ExponentLength = .short, allowingInsecureKey: Bool
    ) throws -> Dealt {
        let n = primes.product
        let generator = randomGenerator(modulus: n)
        let make = { digest in
            try ThresholdParameters(
                modulus: n, generator: generator, exponents: exponents, maximumBlock: maximumBlock, holders: holders,
                threshold: threshold, keyDigest: digest, allowingInsecureKey: allowingInsecureKey)
        }
        let sharing = Sharing(try make(TaggedHash("").finish()).sizes, modulus: n)
        let values = sharing.values(base: generator.power(n << 1, modulo: n * n), modulus: Modulus(squareOf: n))
        let parameters = try make(
            ThresholdKey.digest(
                modulus: n, generator: generator, holders: holders, threshold: threshold,
                targets: values[rows: 0..<maximumBlock], verifications: values[rows: maximumBlock..<values.count]))
        return Dealt(
            parameters: .threshold(parameters),
            values: values.bigEndianBytes(perRow: parameters.sizes.squareBytes), holders: holders,
            blocks: sharing.blocks())
    }

    /// g = a² mod n with gcd(a, n) = gcd(g − 1, n) = 1: then it generates the squares.
    private static func randomGenerator(modulus n: BigInteger) -> BigInteger {
        while true {
            let square = randomUnitSquare(modulus: n)
            if (square - 1).greatestCommonDivisor(with: n) == 1 { return square }
        }
    }
}
