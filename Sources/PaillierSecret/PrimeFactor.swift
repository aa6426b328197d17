import BigNumber

/// One prime factor P of n = P·Q, with what decrypting modulo P² needs, in memory that is wiped.
struct PrimeFactor: ~Copyable, Sendable {
    /// The bits of P.
    let bits: Int
    /// How many limbs P has.
    let limbCount: Int
    private let square: SecretSquareModulus
    /// P, P − 1, P⁻¹ mod 2^(64 · limbCount), (−Q)⁻¹ mod P, each of `limbCount` limbs.
    private let numbers: SecretLimbs

    /// - Precondition: both are odd primes, and different.
    init(_ p: borrowing SecretInteger, cofactor q: borrowing SecretInteger, kernel: Kernel) {
        let limbs = p.limbCount
        guard let inverse = p.inverse(modulo: SecretInteger(1) << (limbs * UInt.bitWidth)),
            let factor = (p - q.modulo(p)).inverse(modulo: p)
        else { preconditionFailure("two different odd primes are needed") }
        bits = p.bitWidth
        limbCount = limbs
        square = SecretSquareModulus(squareOf: p, kernel: kernel)
        var numbers = SecretLimbs(zeroCount: 4 * limbs)
        p.write(to: &numbers, row: 0, limbs: limbs)
        (p - 1).write(to: &numbers, row: 1, limbs: limbs)
        inverse.write(to: &numbers, row: 2, limbs: limbs)
        factor.write(to: &numbers, row: 3, limbs: limbs)
        self.numbers = numbers
    }

    /// Lends a worker for ciphertexts of so many limbs.
    borrowing func withWorker<Result>(
        ciphertextLimbs: Int, _ arithmetic: SecretArithmetic, _ body: (Worker) throws -> Result
    ) rethrows -> Result {
        try numbers.withLimbs { numbers in
            try withWipedScratch(limbs: Parallel.lanes * square.limbCount) { powers in
                try square.withPower(baseLimbs: ciphertextLimbs, exponentBits: bits) { raise in
                    try body(
                        Worker(
                            prime: numbers.row(0, limbCount), limbCount: limbCount, squareLimbs: square.limbCount,
                            powers: powers, raise: raise, arithmetic: arithmetic))
                }
            }
        }
    }

    /// A prime factor at work: pointers into it, with one thread's scratch. It ends with the closure of `withWorker`.
    struct Worker {
        /// P.
        let prime: UnsafePointer<UInt>
        fileprivate let limbCount: Int
        fileprivate let squareLimbs: Int
        fileprivate let powers: UnsafeMutablePointer<UInt>
        fileprivate let raise: SecretPower
        fileprivate let arithmetic: SecretArithmetic

        private var exponent: UnsafePointer<UInt> { prime + limbCount }
        /// P⁻¹ mod 2^(64 · limbCount).
        private var inverse: UnsafePointer<UInt> { prime + 2 * limbCount }
        /// L(gᴾ⁻¹ mod P²)⁻¹ mod P, which for g = n + 1 is (−Q)⁻¹ mod P.
        private var factor: UnsafePointer<UInt> { prime + 3 * limbCount }

        /// Takes up to `Parallel.lanes` ciphertexts, one after the other: computes cᴾ⁻¹ mod P² for each.
        func load(_ ciphertexts: UnsafePointer<UInt>, count: Int) {
            raise(powers, ciphertexts, exponent, rows: count)
        }

        /// result = L(cᴾ⁻¹ mod P²) · factor mod P with L(x) = (x − 1) / P: the plaintext modulo P (Paillier 1999, §7) of
        /// one of the ciphertexts that were loaded.
        func decrypt(_ result: UnsafeMutablePointer<UInt>, _ place: Int) {
            let power = powers + place * squareLimbs
            arithmetic.decrement(power, limbs: squareLimbs)
            // x − 1 is a multiple of P below P², so its low half times P⁻¹ is the quotient.
            arithmetic.multiplyLow(result, power, inverse)
            arithmetic.multiply(result, result, factor, modulo: prime)
        }
    }
}
