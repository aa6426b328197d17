package import RoundStore

/// Why a server came to its end.
package enum ServerExit: Equatable, Sendable {
    /// The store failed; what was acknowledged is safe.
    case failed(StoreError)
    /// All rounds are published.
    case finished
    /// Nothing would come of going on.
    case gaveUp(String)
    /// It was asked to stop.
    case stopped
}
