package import Federation

/// A clock that stands still until it is told to go on.
package struct ManualClock: Sendable {
    package private(set) var now = Timestamp(milliseconds: 1_700_000_000_000)

    package init() {}

    package mutating func advance(to moment: Timestamp) { now = max(now, moment) }
}
