/// Pauses between attempts to connect: 0.25 s doubling to 6 s, each with full jitter, for ever.
///
/// Full jitter (a uniform draw from zero to the bound) spreads the return of many clients after an outage. However long
/// that was, half of them are back within 0.29 of the longest pause (for pauses uniform from 0 to c, 1 − √½ of c).
public struct Backoff: Sendable {
    private var failures = 0

    /// No attempt has failed yet.
    public init() {}

    /// The pause before the next attempt, in seconds.
    ///
    /// - Parameter draw: a uniform random number from 0 to 1.
    public mutating func next(draw: Double) -> Double {
        let bound = min(6, 0.25 * Double(1 << min(failures, 6)))
        failures += 1
        return bound * draw
    }

    /// An attempt succeeded.
    public mutating func reset() { failures = 0 }
}
