package import Federation
import Foundation
import Primitives

/// The time of day when the process started, plus what has passed since by a clock that nobody can set.
///
/// Deadlines then neither come early nor never when an administrator or NTP moves the time of day.
package struct SteadyClock: Sendable {
    private let origin: Int64
    private let start = ContinuousClock.now

    package init() { origin = Int64((Date().timeIntervalSince1970 + FaultPoint.clockOffset) * 1000) }

    /// Now.
    package var now: Timestamp {
        Timestamp(milliseconds: origin + Int64((ContinuousClock.now - start) / .milliseconds(1)))
    }
}
