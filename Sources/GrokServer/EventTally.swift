import Synchronization

/// How often each event was logged, whether or not its level was shown.
package final class EventTally: Sendable {
    private let events = Mutex<[String: Int]>([:])

    package init() {}

    func count(_ name: String) { events.withLock { $0[name, default: 0] += 1 } }

    /// By the event's name.
    package var counts: [String: Int] { events.withLock { $0 } }
}
