import BigNumber
import Paillier
import Primitives

/// Fresh secrets x_j, each shared over the integers: f_j(0) = Δ·x_j, s_{i,j} = f_j(i).
///
/// The numbers are GMP's: the process has called `GMPAllocators.installWiping()`.
struct Sharing {
    private let sizes: ThresholdSizes
    /// x_j.
    private let secrets: [BigInteger]
    /// s_{i,j}, a row a holder.
    private let shares: [[BigInteger]]

    /// Draws secrets and polynomials.
    init(_ sizes: ThresholdSizes, modulus: BigInteger) {
        self.sizes = sizes
        let delta = sizes.delta
        let secrets = (0..<sizes.maximumBlock).map { _ in Self.randomSecret(sizes, modulus: modulus) }
        let polynomials = secrets.map { secret in
            [delta * secret] + (1..<sizes.threshold).map { _ in BigInteger.random(bits: sizes.coefficientBits) }
        }
        self.secrets = secrets
        shares = (1...sizes.holders).map { holder in
            polynomials.map { $0.reversed().reduce(0) { $0 * BigInteger(holder) + $1 } }
        }
    }

    /// ℓ bits with the top bit set, so that no two secrets differ in length; of full length, uniform below ⌊n/4⌋.
    private static func randomSecret(_ sizes: ThresholdSizes, modulus: BigInteger) -> BigInteger {
        let bits = sizes.exponentBits
        if bits == sizes.keyBits - 2 { return BigInteger.random(below: modulus >> 2) }
        return (BigInteger(1) << (bits - 1)) + BigInteger.random(bits: bits - 1)
    }

    /// h_j = G^{x_j}, then V_{i,j} = G^{s_{i,j}} holder by holder, modulo n².
    func values(base: BigInteger, modulus: Modulus) -> ResidueVector {
        let exponents = secrets + shares.flatMap { $0 }
        let limbs = (sizes.shareBits + UInt.bitWidth - 1) / UInt.bitWidth
        return modulus.powers(
            ofEach: ResidueVector([base], limbsPerRow: modulus.limbCount),
            secretExponents: SecretLimbs(concatenating: exponents.map { ($0, limbs) }), count: exponents.count,
            exponentBits: sizes.shareBits)
    }

    /// The holders' blocks, one after the other.
    func blocks() -> SecretBytes {
        let width = SecretBlock.byteCount(of: sizes)
        var blocks = SecretBytes(zeroCount: sizes.holders * width)
        blocks.withUnsafeMutableBytes { bytes in
            for (index, shares) in shares.enumerated() {
                let piece = UnsafeMutableRawBufferPointer(rebasing: bytes[index * width..<(index + 1) * width])
                SecretBlock.write(shares, sizes, into: piece)
            }
        }
        return blocks
    }
}
