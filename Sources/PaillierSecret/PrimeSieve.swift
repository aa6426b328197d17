import BigNumber

/// Candidates for a prime in arithmetic progression, start + 4·i, and which of them have no small factor.
///
/// What it writes is as secret as the prime that comes out, so it is wiped with its owner.
struct PrimeSieve: ~Copyable {
    /// How many candidates there are: enough for a few 2048-bit primes on average, or one safe prime of 1024 bits.
    static let candidateCount = 1 << 13

    private let start: SecretInteger
    private var composite = SecretLimbs(zeroCount: candidateCount)

    /// Sieves upwards from `start`.
    ///
    /// - Parameters:
    ///   - start: 3 modulo 4, and larger than any of the small primes.
    ///   - safe: whether (x − 1) / 2 must have no small factor either.
    init(from start: consuming SecretInteger, safe: Bool) {
        precondition(start.bit(0) && start.bit(1), "candidates are 3 modulo 4")
        self.start = start
        for prime in smallOddPrimes {
            let remainder = self.start.remainder(dividingBy: UInt(prime))
            composite.withMutableLimbs { composite in
                Self.mark(composite, prime, remainder: remainder, forbidden: 0)
                // x ≡ 1 (mod prime) just when the prime divides (x − 1) / 2.
                if safe { Self.mark(composite, prime, remainder: remainder, forbidden: 1) }
            }
        }
    }

    /// Marks every i with start + 4·i ≡ forbidden modulo the prime.
    private static func mark(
        _ composite: UnsafeMutableBufferPointer<UInt>, _ prime: Int, remainder: UInt, forbidden: Int
    ) {
        // The inverse of 4 is that of 2, squared.
        let half = (prime + 1) / 2
        let distance = (forbidden + prime - Int(remainder)) % prime
        for index in stride(from: distance * half % prime * half % prime, to: composite.count, by: prime) {
            composite[index] = 1
        }
    }

    /// Goes through the candidates without a small factor, upwards, until `body` says false. It may take one away.
    func forEachCandidate(while body: (inout SecretInteger) -> Bool) {
        for index in 0..<Self.candidateCount {
            let isComposite = composite.withLimbs { $0[index] != 0 }
            if isComposite { continue }
            var candidate = start + UInt(4 * index)
            if !body(&candidate) { return }
        }
    }
}

/// The odd primes below 2^16, by Eratosthenes.
private let smallOddPrimes: [Int] = {
    let limit = 1 << 16
    var isComposite = [Bool](repeating: false, count: limit)
    var primes: [Int] = []
    for number in stride(from: 3, to: limit, by: 2) where !isComposite[number] {
        primes.append(number)
        for multiple in stride(from: number * number, to: limit, by: 2 * number) { isComposite[multiple] = true }
    }
    return primes
}()
