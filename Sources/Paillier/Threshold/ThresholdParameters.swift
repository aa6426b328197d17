public import BigNumber
public import Primitives

/// What a manifest says about a threshold key: n, g, how it is shared, and the digest of the numbers (h_j and V_{i,j})
/// that are too many for a manifest and travel beside it.
public struct ThresholdParameters: Hashable, Sendable {
    /// n, the product of two safe primes.
    public let modulus: BigInteger
    /// g, which generates the squares modulo n.
    public let generator: BigInteger
    /// How long the secret exponents are.
    public let exponents: ExponentLength
    /// K_max: how many bases h_j there are, so how many plaintexts a block may have.
    public let maximumBlock: Int
    /// k: how many hold a share.
    public let holders: Int
    /// t: how many decrypt together.
    public let threshold: Int
    /// keyDigest = H("grok/v1/key"; n, g, h₁…, k, t, V).
    public let keyDigest: Digest
    /// Whether a key below `SingleKeyParameters.secureKeyBits` was asked for.
    public let allowsInsecureKey: Bool

    /// No block has more positions: bases and their tables cost memory.
    public static let maximumBlockRange = 1...256
    /// More holders make shares and coefficients longer: Δ = k!.
    public static let holdersRange = 1...16

    /// Checks the parameters by themselves; `ThresholdKey` checks the numbers that belong to them.
    ///
    /// - Throws: `PaillierError.parametersInvalid`.
    public init(
        modulus: BigInteger, generator: BigInteger, exponents: ExponentLength, maximumBlock: Int, holders: Int,
        threshold: Int, keyDigest: Digest, allowingInsecureKey: Bool = false
    ) throws {
        self.modulus = modulus
        self.generator = generator
        self.exponents = exponents
        self.maximumBlock = maximumBlock
        self.holders = holders
        self.threshold = threshold
        self.keyDigest = keyDigest
        allowsInsecureKey = allowingInsecureKey
        if let reason = SingleKeyParameters.flaw(ofModulus: modulus, allowingInsecureKey: allowingInsecureKey)
            ?? Self.flaw(maximumBlock: maximumBlock, holders: holders, threshold: threshold) ?? flawOfGenerator
        {
            throw PaillierError.parametersInvalid(scheme: ThresholdScheme.name, reason: reason)
        }
    }

    /// How many bits n has.
    public var keyBits: Int { modulus.bitWidth }

    /// The lengths that follow.
    package var sizes: ThresholdSizes {
        ThresholdSizes(
            keyBits: keyBits, exponentBits: exponents.bits(keyBits: keyBits), holders: holders, threshold: threshold,
            maximumBlock: maximumBlock)
    }

    /// The bytes of the numbers that belong to the key: h_j, then V_{i,j} holder by holder, each in the bytes of n².
    public var valueByteCount: Int { maximumBlock * (1 + holders) * sizes.squareBytes }

    /// Fresh randomness, an integer a block in ⌈ℓ/64⌉ limbs: of ℓ bits, or uniform below ⌊n/4⌋ for full lengths, where whole
    /// bits would be far from uniform modulo the order of the group.
    func randomExponents(count: Int) -> SecretLimbs {
        let bits = sizes.exponentBits
        guard exponents == .full else { return .random(count: count, bits: bits) }
        return .random(count: count, below: modulus >> 2)
    }

    /// What is wrong with counts, if anything is.
    package static func flaw(maximumBlock: Int, holders: Int, threshold: Int) -> String? {
        guard maximumBlockRange.contains(maximumBlock) else {
            return "\(maximumBlock) plaintexts a block; at most \(maximumBlockRange.upperBound) are possible"
        }
        guard holdersRange.contains(holders) else {
            return "\(holders) holders; from 1 to \(holdersRange.upperBound) are possible"
        }
        guard (1...holders).contains(threshold) else { return "\(threshold) of \(holders) holders" }
        return nil
    }

    /// Primes of the form 2p′ + 1 make n ≡ 1 (mod 4). A square has Jacobi symbol 1. That g is one does not show, but all
    /// that follows from g begins with a square: g² generates all squares unless g ≡ ±1 modulo a prime.
    private var flawOfGenerator: String? {
        guard !modulus.bit(1) else { return "n is 3 modulo 4, so not a product of safe primes" }
        guard generator > 1, generator < modulus else { return "g is not between 1 and n" }
        guard generator.jacobiSymbol(over: modulus) == 1,
            (generator * generator - 1).greatestCommonDivisor(with: modulus) == 1
        else { return "g does not generate the squares modulo n" }
        return nil
    }
}

extension ThresholdParameters: Codable {
    private enum Key: String, CodingKey {
        case modulus = "n"
        case generator = "g"
        case exponents
        case maximumBlock
        case holders
        case threshold
        case keyDigest
        case allowsInsecureKey = "insecureKeyBits"
    }

    /// Reads and checks parameters.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        try self.init(
            modulus: container.decode(BigInteger.self, forKey: .modulus),
            generator: container.decode(BigInteger.self, forKey: .generator),
            exponents: container.decode(ExponentLength.self, forKey: .exponents),
            maximumBlock: container.decode(Int.self, forKey: .maximumBlock),
            holders: container.decode(Int.self, forKey: .holders),
            threshold: container.decode(Int.self, forKey: .threshold),
            keyDigest: container.decode(Digest.self, forKey: .keyDigest),
            allowingInsecureKey: container.decodeIfPresent(Bool.self, forKey: .allowsInsecureKey) ?? false)
    }

    /// Writes numbers in hexadecimal digits, and that the key may be insecure where that was said.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(modulus, forKey: .modulus)
        try container.encode(generator, forKey: .generator)
        try container.encode(exponents, forKey: .exponents)
        try container.encode(maximumBlock, forKey: .maximumBlock)
        try container.encode(holders, forKey: .holders)
        try container.encode(threshold, forKey: .threshold)
        try container.encode(keyDigest, forKey: .keyDigest)
        if allowsInsecureKey { try container.encode(true, forKey: .allowsInsecureKey) }
    }
}
