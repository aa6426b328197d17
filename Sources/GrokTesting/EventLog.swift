package import Logging
import Synchronization

/// A log whose events a test waits for.
package final class EventLog: Sendable {
    /// A line of the log.
    package struct Event: Sendable {
        /// The stable name.
        package let name: String
        package let message: String
        package let participant: String?
        package let round: Int?
    }

    private struct State {
        var events: [Event] = []
        var waiting: [(matches: @Sendable (Event) -> Bool, continuation: CheckedContinuation<Event, Never>)] = []
    }

    private let state = Mutex(State())

    package init() {}

    /// Writes here.
    package var logger: Logger { Logger(label: "test") { _ in Handler(log: self) } }

    /// What was logged so far.
    package var events: [Event] { state.withLock { $0.events } }

    /// The first event that matches, now or later.
    package func first(where matches: @escaping @Sendable (Event) -> Bool) async -> Event {
        await withCheckedContinuation { continuation in
            let found = state.withLock { state in
                let found = state.events.first(where: matches)
                if found == nil { state.waiting.append((matches, continuation)) }
                return found
            }
            if let found { continuation.resume(returning: found) }
        }
    }

    fileprivate func add(_ event: Event) {
        let woken = state.withLock { state in
            state.events.append(event)
            let woken = state.waiting.filter { $0.matches(event) }
            state.waiting.removeAll { $0.matches(event) }
            return woken
        }
        for waiter in woken { waiter.continuation.resume(returning: event) }
    }

    private struct Handler: LogHandler {
        let log: EventLog
        var logLevel = Logger.Level.debug
        var metadata: Logger.Metadata = [:]

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            func text(_ key: String) -> String? { event.metadata?[key].map { "\($0)" } }
            log.add(
                Event(
                    name: text("event") ?? "", message: "\(event.message)", participant: text("participant"),
                    round: text("round").flatMap { Int($0) }))
        }
    }
}
