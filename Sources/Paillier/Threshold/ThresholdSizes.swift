package import BigNumber

/// The lengths, in bits unless they say otherwise, of everything a threshold key is worked with.
package struct ThresholdSizes: Hashable, Sendable {
    /// κ: the bits of a challenge.
    package static let challengeBits = 128
    /// λ: the bits by which randomness exceeds what it hides.
    package static let slackBits = 128

    /// The bits of n.
    package let keyBits: Int
    /// ℓ: the bits of the secrets x_j, and of a contribution's randomness r.
    package let exponentBits: Int
    /// k.
    package let holders: Int
    /// t.
    package let threshold: Int
    /// K_max.
    package let maximumBlock: Int

    /// The bytes of a number modulo n.
    package var rootBytes: Int { (keyBits + 7) / 8 }
    /// The bytes of a number modulo n².
    package var squareBytes: Int { (2 * keyBits + 7) / 8 }

    /// Δ = k!, by which Lagrange's coefficients become integers.
    package var delta: BigInteger { (1...holders).reduce(1) { $0 * BigInteger($1) } }

    /// ℓc: the bits of a sharing polynomial's other coefficients.
    package var coefficientBits: Int {
        exponentBits + Self.slackBits
            + (delta * BigInteger(threshold) * BigInteger(maximumBlock)).ceilingOfLogarithm
    }

    /// ℓs: every share is below 2^this.
    package var shareBits: Int {
        let growth = (1..<threshold).reduce(BigInteger(1)) { power, _ in power * BigInteger(holders) }
        return coefficientBits + growth.ceilingOfLogarithm + 2
    }

    /// How many limbs (64 bits) a share has.
    package var shareLimbs: Int { (shareBits + UInt.bitWidth - 1) / UInt.bitWidth }

    /// ℓρ of a contribution of so many blocks: the bits of the prover's randomness; its answer has one more.
    package func contributionRandomBits(blocks: Int) -> Int {
        exponentBits + Self.challengeBits + BigInteger(blocks).ceilingOfLogarithm + Self.slackBits
    }

    /// ℓρ of a share of blocks of so many positions: the bits of the prover's randomness; its answer has one more.
    package func shareRandomBits(positionsPerBlock: Int) -> Int {
        shareBits + 2 * Self.challengeBits + BigInteger(positionsPerBlock).ceilingOfLogarithm + Self.slackBits
    }

    /// The bytes of a prover's answer.
    package static func answerBytes(randomBits: Int) -> Int { (randomBits + 1 + 7) / 8 }
}

extension BigInteger {
    /// ⌈log₂⌉ of a positive integer.
    fileprivate var ceilingOfLogarithm: Int { (self - 1).bitWidth }
}
