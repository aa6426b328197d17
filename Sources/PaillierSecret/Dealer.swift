import BigNumber
import Paillier

/// Makes keys. It runs once, offline, and must be trusted to forget what it dealt.
public enum Dealer {
    /// Makes a Paillier key with which every holder can decrypt alone.
    ///
    /// - Parameters:
    ///   - bits: of n, a multiple of 64.
    ///   - holders: how many get the key.
    ///   - allowingInsecureKey: whether fewer bits than `SingleKeyParameters.secureKeyBits` are let through; for tests.
    ///   - progress: told after every candidate, from any thread, one call at a time.
    /// - Throws: `PaillierSecretError.keyBitsRefused`, `.holderCountInvalid`.
    public static func dealSingleKey(
        bits: Int, holders: Int, allowingInsecureKey: Bool = false,
        progress: @escaping @Sendable (DealingProgress) -> Void = { _ in }
    ) throws -> Dealt {
        GMPAllocators.installWiping()
        defer { GMPAllocators.wipeStack() }
        try check(bits: bits, allowingInsecureKey: allowingInsecureKey)
        let search = PrimeSearch(bits: bits / 2, kind: .blum, progress: progress)
        return try dealSingleKey(
            primes: search.findPair(where: areGoodTogether), holders: holders,
            allowingInsecureKey: allowingInsecureKey)
    }

    /// Deals the scheme without cryptography, so that everything around a key can run without one.
    ///
    /// - Throws: `PaillierError.parametersInvalid`, `PaillierSecretError.holderCountInvalid`.
    public static func dealNoOp(plaintextBits: Int, holders: Int) throws -> Dealt {
        let scheme = try NoOpScheme(plaintextBits: plaintextBits)
        return try Dealt(
            parameters: .none(plaintextBits: scheme.plaintextBits), holders: holders, block: SecretBlock.none())
    }

    /// Deals a key of given primes.
    package static func dealSingleKey(
        primes: borrowing PrimePair, holders: Int, allowingInsecureKey: Bool
    ) throws -> Dealt {
        let n = primes.product
        let parameters = try SingleKeyParameters(
            modulus: n, maskBase: randomMaskBase(modulus: n), allowingInsecureKey: allowingInsecureKey)
        return try Dealt(parameters: .single(parameters), holders: holders, block: SecretBlock.singleKey(primes))
    }

    /// h = (−y²)ⁿ mod n² for a random y (Damgård–Jurik–Nielsen 2010, §4.2).
    private static func randomMaskBase(modulus n: BigInteger) -> BigInteger {
        (n - randomUnitSquare(modulus: n)).power(n, modulo: n * n)
    }

    /// y² mod n for a random unit y, which is forgotten: who knows two roots of one square has the primes.
    static func randomUnitSquare(modulus n: BigInteger) -> BigInteger {
        let modulus = SecretInteger(n)
        while true {
            let root = SecretInteger.random(below: n)
            if root.greatestCommonDivisor(with: modulus) == 1 { return (root * root).modulo(modulus).published() }
        }
    }

    /// gcd(p − 1, q − 1) = 2 gives the masks the largest group (Damgård–Jurik–Nielsen 2010, §4.2), and a distance above
    /// 2^(|p| − 100) rules out Fermat's factoring (FIPS 186-5, A.1.3). Primes of one length have gcd(n, φ(n)) = 1.
    static func areGoodTogether(_ p: borrowing SecretInteger, _ q: borrowing SecretInteger) -> Bool {
        p.distance(to: q).bitWidth > max(1, p.bitWidth - 100) && (p - 1).greatestCommonDivisor(with: q - 1) == 2
    }

    static func check(bits: Int, allowingInsecureKey: Bool) throws {
        let range = SingleKeyParameters.keyBitsRange
        guard range.contains(bits), bits.isMultiple(of: 64) else {
            let reason = "a multiple of 64 from \(range.lowerBound) to \(range.upperBound) is needed"
            throw PaillierSecretError.keyBitsRefused(bits: bits, reason: reason)
        }
        guard bits >= SingleKeyParameters.secureKeyBits || allowingInsecureKey else {
            let reason = "not secure; at least \(SingleKeyParameters.secureKeyBits) are needed"
            throw PaillierSecretError.keyBitsRefused(bits: bits, reason: reason)
        }
    }
}
