import FoundationEssentials
import Glibc
import Synchronization

/// Places at which a process kills itself when its environment asks for it, so that tests see what a crash there loses.
///
/// - `GROK_FAULT_POINT=NAME` sends SIGKILL at the place of that name, `NAME#3` when the process comes there for the third
///   time, `#40` when it comes to any place for the fortieth time.
/// - `GROK_FAULT_STALL=NAME`, with a number or not, stands still for a second there, so that others pile up behind.
/// - `GROK_FAULT_POINTS=FILE` adds the name of each place to a file when the process comes there for the first time.
/// - `GROK_FAULT_CLOCK=SECONDS` sets the time of day by so much, forwards or back.
///
/// Without these variables nothing happens, and no name is made.
package enum FaultPoint {
    private static let watch = Watch(ProcessInfo.processInfo.environment)

    /// Whether the environment asks for anything.
    package static var isWatched: Bool { watch != nil }

    /// Seconds by which the time of day is ahead.
    package static let clockOffset = ProcessInfo.processInfo.environment["GROK_FAULT_CLOCK"].flatMap(Double.init) ?? 0

    /// The process has come to a place.
    package static func reach(_ name: @autoclosure () -> String) {
        watch?.reach(name())
    }

    /// One coming to a place, or to any where there is no name.
    private struct Passing {
        let name: String
        let number: Int

        init(_ text: String) {
            let parts = text.split(separator: "#", omittingEmptySubsequences: false)
            name = parts.first.map(String.init) ?? ""
            number = parts.count > 1 ? Int(parts[1]) ?? 1 : 1
        }

        func isReached(_ passings: [String: Int], at place: String) -> Bool {
            name.isEmpty ? passings.values.reduce(0, +) == number : name == place && passings[name] == number
        }
    }

    /// What an environment asks for.
    final class Watch: Sendable {
        private let fatal: Passing?
        private let stall: Passing?
        private let list: String?
        private let passings = Mutex<[String: Int]>([:])

        /// Nil when it asks for nothing.
        init?(_ environment: [String: String]) {
            list = environment["GROK_FAULT_POINTS"]
            fatal = environment["GROK_FAULT_POINT"].map(Passing.init)
            stall = environment["GROK_FAULT_STALL"].map(Passing.init)
            guard list != nil || fatal != nil || stall != nil else { return nil }
        }

        func reach(_ name: String) {
            let effect = pass(name)
            if effect.isFatal { kill(getpid(), SIGKILL) }
            if effect.isStalled { sleep(1) }
        }

        /// Counts a passing, and adds a new name to the list.
        func pass(_ name: String) -> (isFatal: Bool, isStalled: Bool) {
            passings.withLock { passings in
                passings[name, default: 0] += 1
                if passings[name] == 1, let list { Self.append(name, to: list) }
                return (
                    fatal?.isReached(passings, at: name) ?? false, stall?.isReached(passings, at: name) ?? false
                )
            }
        }

        private static func append(_ name: String, to path: String) {
            let file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
            guard file >= 0 else { return }
            let line = Array((name + "\n").utf8)
            _ = write(file, line, line.count)
            close(file)
        }
    }
}
