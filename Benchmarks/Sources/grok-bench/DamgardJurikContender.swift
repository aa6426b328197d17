import BigNumber
import Federation
import Paillier

/// What a holder's shares cost in the threshold scheme of Damgård and Jurik (2001): every ciphertext raised to an
/// exponent of 2|n| bits modulo n², in constant time on our kernel. Only these powers are timed; proofs come on top.
struct DamgardJurikContender: Contender {
    /// So many ciphertexts stand for a contribution: all lanes of the kernel, twice.
    private static let sample = 16

    let steps: [Step: Work]
    let sizes: [Size: Int] = [:]

    init(bits: Int, _ workload: Workload) throws {
        // Powers cost the same modulo any odd number of this length.
        let n = (BigInteger(3) << (bits - 2)) + (BigInteger.random(bits: bits - 3) << 1) + 1
        let modulus = Modulus(squareOf: n)
        let exponentBits = 2 * bits
        let ciphertexts = (0..<Self.sample).map { _ in BigInteger.random(below: modulus.value) }
        let bases = ResidueVector(ciphertexts, limbsPerRow: modulus.limbCount)
        let powers = {
            modulus.powers(
                of: bases, secretExponents: .random(count: Self.sample, bits: exponentBits),
                exponentBits: exponentBits)
        }
        try Self.check(modulus, bases)
        let layout = try workload.makeCodec(plaintextBits: bits - 1).layout(of: .training)
        let scale = Double(layout.positions) / Double(Self.sample)
        steps = [.share: Work(scale: scale) { _ = powers() }]
    }

    /// One base's powers to known exponents, against GMP.
    private static func check(_ modulus: Modulus, _ bases: ResidueVector) throws {
        let exponent = BigInteger(65_537)
        let limbs = SecretLimbs(concatenating: (0..<sample).map { _ in (exponent, 1) })
        let powers = modulus.powers(of: bases, secretExponents: limbs, exponentBits: 64)
        let isRight = (0..<sample).allSatisfy { powers[$0] == bases[$0].power(exponent, modulo: modulus.value) }
        try WrongSum.unless(isRight, "the kernel")
    }
}
