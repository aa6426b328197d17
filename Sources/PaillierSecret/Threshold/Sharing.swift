import BigNumber
import Paillier
import Primitives

/// Fresh secrets x_j, each shared over the integers: f_j(0) = Δ·x_j, s_{i,j} = f_j(i). Time and memory accesses depend on
/// sizes alone, but for how often x_j of full length have to be drawn.
struct Sharing: ~Copyable {
    private let sizes: ThresholdSizes
    /// x_j, then s_{i,j} holder by holder, each in ⌈ℓs/64⌉ limbs.
    private let numbers: SecretLimbs

    /// Draws secrets and polynomials, whose coefficients are wiped at the end of this.
    init(_ sizes: ThresholdSizes, modulus: BigInteger) {
        let (count, width) = (sizes.maximumBlock, sizes.shareLimbs)
        let secrets = Self.randomSecrets(sizes, modulus: modulus)
        let coefficients = SecretLimbs.random(
            count: (sizes.threshold - 1) * count, bits: sizes.coefficientBits, limbsEach: width)
        var numbers = SecretLimbs(zeroCount: (1 + sizes.holders) * count * width)
        numbers.withMutableLimbs { numbers in
            secrets.withLimbs { secrets in
                numbers.row(0, count * width).update(from: secrets.row(0, count * width), count: count * width)
                coefficients.withLimbs { coefficients in
                    for row in 0..<sizes.holders * count {
                        let (holder, position) = row.quotientAndRemainder(dividingBy: count)
                        Self.evaluate(
                            numbers.row(count + row, width), at: UInt(holder + 1), secrets.row(position, width),
                            coefficients, position, sizes)
                    }
                }
            }
        }
        self.sizes = sizes
        self.numbers = numbers
    }

    /// f_j(i) by Horner's rule: the other coefficients from the last one on, then Δ·x_j.
    private static func evaluate(
        _ share: UnsafeMutablePointer<UInt>, at point: UInt, _ secret: UnsafePointer<UInt>,
        _ coefficients: UnsafeBufferPointer<UInt>, _ position: Int, _ sizes: ThresholdSizes
    ) {
        let width = sizes.shareLimbs
        for degree in (1..<sizes.threshold).reversed() {
            let coefficient = coefficients.row((degree - 1) * sizes.maximumBlock + position, width)
            SecretArithmetic.multiply(share, by: point, adding: coefficient, times: 1, limbs: width)
        }
        guard let delta = sizes.delta.word else { preconditionFailure("Δ of at most 16 holders is a word") }
        SecretArithmetic.multiply(share, by: point, adding: secret, times: UInt(delta), limbs: width)
    }

    /// ℓ bits with the top bit set, so that no two secrets differ in length; of full length, uniform below ⌊n/4⌋.
    private static func randomSecrets(_ sizes: ThresholdSizes, modulus: BigInteger) -> SecretLimbs {
        let (bits, count) = (sizes.exponentBits, sizes.maximumBlock)
        if bits == sizes.keyBits - 2 {
            return SecretLimbs.random(count: count, below: modulus >> 2).widened(
                count: count, limbsEach: sizes.shareLimbs)
        }
        var secrets = SecretLimbs.random(count: count, bits: bits - 1, limbsEach: sizes.shareLimbs)
        secrets.withMutableLimbs { secrets in
            let (limb, bit) = (bits - 1).quotientAndRemainder(dividingBy: UInt.bitWidth)
            for position in 0..<count { secrets[position * sizes.shareLimbs + limb] |= 1 << UInt(bit) }
        }
        return secrets
    }

    /// h_j = G^{x_j}, then V_{i,j} = G^{s_{i,j}} holder by holder, modulo n².
    borrowing func values(base: BigInteger, modulus: Modulus) -> ResidueVector {
        modulus.powers(
            ofEach: ResidueVector([base], limbsPerRow: modulus.limbCount), secretExponents: numbers,
            count: (1 + sizes.holders) * sizes.maximumBlock, exponentBits: sizes.shareBits)
    }

    /// The holders' blocks, one after the other.
    borrowing func blocks() -> SecretBytes {
        let (width, limbs) = (SecretBlock.byteCount(of: sizes), sizes.maximumBlock * sizes.shareLimbs)
        var blocks = SecretBytes(zeroCount: sizes.holders * width)
        blocks.withUnsafeMutableBytes { bytes in
            numbers.withLimbs { numbers in
                for holder in 1...sizes.holders {
                    let piece = UnsafeMutableRawBufferPointer(rebasing: bytes[(holder - 1) * width..<holder * width])
                    let shares = UnsafeBufferPointer(rebasing: numbers[holder * limbs..<(holder + 1) * limbs])
                    SecretBlock.write(shares, sizes, into: piece)
                }
            }
        }
        return blocks
    }
}
