import BigNumber
import Dispatch
import Synchronization

/// A search for random primes of one length on all cores, each with its two top bits set, so that a product of two has
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

    /// The length of each prime.
    let bits: Int
    /// What the primes are to be good for.
    let kind: Kind
    /// Told after every few candidates, from any thread, one call at a time.
    let progress: @Sendable (DealingProgress) -> Void

    private struct State {
        var candidates = 0
        var primes: [BigInteger] = []
    }

    /// Finds so many primes.
    ///
    /// - Parameter isAcceptable: whether a prime goes together with those that were found before it.
    func find(_ count: Int, where isAcceptable: @Sendable ([BigInteger], BigInteger) -> Bool) -> [BigInteger] {
        let state = Mutex(State())
        withoutActuallyEscaping(isAcceptable) { isAcceptable in
            DispatchQueue.concurrentPerform(iterations: Parallel.coreCount) { _ in
                while state.withLock({ $0.primes.count }) < count {
                    PrimeSieve(from: randomStart(), safe: kind == .safe).forEachCandidate { candidate in
                        let isPrime = isPrime(candidate)
                        return state.withLock { state in
                            guard state.primes.count < count else { return false }
                            state.candidates += 1
                            let found = isPrime && isAcceptable(state.primes, candidate)
                            if found { state.primes.append(candidate) }
                            report(state, wanted: count)
                            return !found
                        }
                    }
                }
            }
        }
        return state.withLock { $0.primes }
    }

    private func report(_ state: borrowing State, wanted: Int) {
        progress(
            DealingProgress(candidates: state.candidates, primesFound: state.primes.count, primesWanted: wanted))
    }

    /// A number of `bits` bits that is 3 modulo 4, with its two top bits set.
    private func randomStart() -> BigInteger {
        let free = BigInteger.random(bits: bits - 4)
        return (BigInteger(3) << (bits - 2)) + (free << 2) + 3
    }

    private func isPrime(_ candidate: BigInteger) -> Bool {
        // Going upwards from the largest start may leave the length.
        guard candidate.bitWidth == bits, candidate.isProbablyPrime else { return false }
        return kind == .blum || (candidate >> 1).isProbablyPrime
    }
}
