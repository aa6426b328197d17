public import BigNumber

/// The public key of Paillier's scheme with g = n + 1, checked: whoever has one may encrypt and add.
public struct SingleKeyParameters: Hashable, Sendable {
    /// Below this many bits a key is refused unless its maker said that it is for tests: 2048 bits are 112 bits of
    /// strength, 3072 bits 128 (NIST SP 800-57 part 1 rev. 5, table 2).
    public static let secureKeyBits = 2048
    /// Sizes that are accepted at all: smaller ones leave nothing to test, larger ones only cost time.
    public static let keyBitsRange = 256...16384

    /// n, the product of two primes.
    public let modulus: BigInteger
    /// h = (−y²)ⁿ mod n² (Damgård–Jurik–Nielsen 2010, §4.2), whose powers mask plaintexts; nil for the textbook's rⁿ, as
    /// python-paillier does it.
    public let maskBase: BigInteger?
    /// Whether a key below `secureKeyBits` was asked for.
    public let allowsInsecureKey: Bool

    /// How many bits n has.
    public var keyBits: Int { modulus.bitWidth }

    /// Checks a public key. That n has exactly two prime factors, and that h is an n-th power, only the holder can tell.
    ///
    /// - Throws: `PaillierError.parametersInvalid`.
    public init(modulus: BigInteger, maskBase: BigInteger?, allowingInsecureKey: Bool = false) throws {
        self.modulus = modulus
        self.maskBase = maskBase
        allowsInsecureKey = allowingInsecureKey
        if let reason = Self.flaw(ofModulus: modulus, allowingInsecureKey: allowingInsecureKey) {
            throw PaillierError.parametersInvalid(scheme: SingleKeyScheme.name, reason: reason)
        }
        if let maskBase, let reason = Self.flaw(ofMaskBase: maskBase, modulus: modulus) {
            throw PaillierError.parametersInvalid(scheme: SingleKeyScheme.name, reason: reason)
        }
    }

    static func flaw(ofModulus n: BigInteger, allowingInsecureKey: Bool) -> String? {
        guard keyBitsRange.contains(n.bitWidth) else {
            return "n has \(n.bitWidth) bits, from \(keyBitsRange.lowerBound) to \(keyBitsRange.upperBound) are allowed"
        }
        guard n.bitWidth >= secureKeyBits || allowingInsecureKey else {
            return "n has \(n.bitWidth) bits, which is not secure; at least \(secureKeyBits) are needed"
        }
        guard n.signum > 0, n.isOdd, !n.isPerfectPower, !n.isProbablyPrime else {
            return "n is not the product of two odd primes"
        }
        return nil
    }

    /// With p ≡ q ≡ 3 (mod 4), which the masks need, n ≡ 1 (mod 4), and −y² has Jacobi symbol 1, as its powers have.
    private static func flaw(ofMaskBase h: BigInteger, modulus n: BigInteger) -> String? {
        guard !n.bit(1) else { return "n is 3 modulo 4, which does not go with h" }
        guard h > 1, h < n * n else { return "h is not between 1 and the square of n" }
        guard h.jacobiSymbol(over: n) == 1 else { return "h is not a power of −y²" }
        return nil
    }
}

extension SingleKeyParameters: Codable {
    private enum Key: String, CodingKey {
        case modulus = "n"
        case maskBase = "h"
        case allowsInsecureKey = "insecureKeyBits"
    }

    /// Reads and checks a public key.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        try self.init(
            modulus: container.decode(BigInteger.self, forKey: .modulus),
            maskBase: container.decodeIfPresent(BigInteger.self, forKey: .maskBase),
            allowingInsecureKey: container.decodeIfPresent(Bool.self, forKey: .allowsInsecureKey) ?? false)
    }

    /// Writes n and h in hexadecimal digits, and that the key may be insecure where that was said.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(modulus, forKey: .modulus)
        try container.encodeIfPresent(maskBase, forKey: .maskBase)
        if allowsInsecureKey { try container.encode(true, forKey: .allowsInsecureKey) }
    }
}
