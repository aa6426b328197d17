import BigNumber
import Dispatch
import Synchronization

/// A search for two random primes of one length on all cores, each with its two top bits set, so that their product has
/// exactly twice their length.
///
/// A worker draws a start from the kernel's generator and tests upwards what a sieve leaves of the next numbers
/// (Brandt–Damgård 1992: the entropy that going upwards costs is negligible).
struct PrimeSearch: Sendable {
    /// What the primes are to be good for.
    enum Kind: Sendable {
        /// p ≡ 3 (mod 4), as Damgård–Jurik–Nielsen's masks need it.
        case blum
        /// (p − 1) / 2 is prime too.
        case safe
    }

    /// Whether two primes go together.
    typealias Match = (borrowing SecretInteger, borrowing SecretInteger) -> Bool

    private static let wanted = 2

    /// The length of each prime.
    let bits: Int
    /// What the primes are to be good for.
    let kind: Kind
    /// Told after every few candidates, from any thread, one call at a time.
    let progress: @Sendable (DealingProgress) -> Void

    private struct State: ~Copyable {
        var candidates = 0
        var found = 0
        var primes = PrimePair(SecretInteger(0), SecretInteger(0))

        /// Moves a prime in here, and leaves zero, unless it does not go with the other one.
        mutating func take(_ prime: inout SecretInteger, where match: Match) -> Bool {
            if found == 0 {
                swap(&primes.first, &prime)
            } else if match(primes.first, prime) {
                swap(&primes.second, &prime)
            } else {
                return false
            }
            found += 1
            return true
        }
    }

    /// Finds them.
    func findPair(where match: Match) -> PrimePair {
        let state = Mutex(State())
        withoutActuallyEscaping(match) { match in
            // The threads share what the closure captures; it only compares the numbers that it is given.
            nonisolated(unsafe) let match = match
            DispatchQueue.concurrentPerform(iterations: Parallel.coreCount) { _ in
                defer { GMPAllocators.wipeStack() }
                while state.withLock({ $0.found }) < Self.wanted {
                    PrimeSieve(from: randomStart(), safe: kind == .safe).forEachCandidate { candidate in
                        let isPrime = isPrime(candidate)
                        return state.withLock { state in
                            guard state.found < Self.wanted else { return false }
                            state.candidates += 1
                            let isTaken = isPrime && state.take(&candidate, where: match)
                            progress(
                                DealingProgress(
                                    candidates: state.candidates, primesFound: state.found, primesWanted: Self.wanted))
                            return !isTaken
                        }
                    }
                }
            }
        }
        return state.withLock { state in
            var primes = PrimePair(SecretInteger(0), SecretInteger(0))
            swap(&primes, &state.primes)
            return primes
        }
    }

    /// A number of `bits` bits that is 3 modulo 4, with its two top bits set.
    private func randomStart() -> SecretInteger {
        (SecretInteger(3) << (bits - 2)) + (SecretInteger.random(bits: bits - 4) << 2) + 3
    }

    private func isPrime(_ candidate: borrowing SecretInteger) -> Bool {
        // Going upwards from the largest start may leave the length.
        guard candidate.bitWidth == bits, candidate.isProbablyPrime else { return false }
        return kind == .blum || (candidate >> 1).isProbablyPrime
    }
}
