/// How far a search for primes has come.
public struct DealingProgress: Sendable, Hashable {
    /// How many candidates were tested so far; the number that it takes is luck.
    public let candidates: Int
    /// How many primes were found.
    public let primesFound: Int
    /// How many primes it takes.
    public let primesWanted: Int
}
