import Foundation
import Logging
import Synchronization

/// When what happened to whom: the logs of all participants, as moments.
final class Timeline: Sendable {
    /// What is looked for in a participant's log.
    enum Event: String {
        case acknowledged = "contribution.accepted"
        case away = "server.away"
        case connected = "server.connected"
        case published = "round.published"
        case refused = "contribution.refused"
    }

    private struct State {
        var moments: [Event: [Int: Double]] = [:]
        var counts: [Event: Int] = [:]
        var departure: SimulationError?
    }

    private let state = Mutex(State())

    /// Seconds on a clock that only goes forward.
    static var now: Double { ProcessInfo.processInfo.systemUptime }

    /// A logger for one participant.
    func logger(of participant: Int) -> Logger {
        Logger(label: "participant") { _ in Handler(timeline: self, participant: participant) }
    }

    /// When it happened last, to each participant that it happened to since the last ``forget(_:)``.
    func moments(of event: Event) -> [Int: Double] { state.withLock { $0.moments[event] ?? [:] } }

    /// To how many it happened since the last ``forget(_:)``.
    func count(_ event: Event) -> Int { state.withLock { $0.moments[event]?.count ?? 0 } }

    /// How often it happened, ever.
    func total(_ event: Event) -> Int { state.withLock { $0.counts[event] ?? 0 } }

    /// Begins to look for an event anew.
    func forget(_ event: Event) { state.withLock { $0.moments[event] = nil } }

    /// A participant left that should have stayed.
    func leave(_ name: String, _ reason: String) {
        state.withLock { $0.departure = $0.departure ?? .participantLeft(name: name, reason: reason) }
    }

    /// The first that left.
    var departure: SimulationError? { state.withLock { $0.departure } }

    fileprivate func note(_ event: Event, _ participant: Int) {
        let now = Self.now
        state.withLock { state in
            state.moments[event, default: [:]][participant] = now
            state.counts[event, default: 0] += 1
        }
    }

    private struct Handler: LogHandler {
        let timeline: Timeline
        let participant: Int
        var logLevel = Logger.Level.info
        var metadata: Logger.Metadata = [:]

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            guard let name = event.metadata?["event"], let found = Event(rawValue: "\(name)") else { return }
            timeline.note(found, participant)
        }
    }
}
