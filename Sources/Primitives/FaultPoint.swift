import Foundation
import Synchronization

/// Places at which a process kills itself when its environment asks for it, so that tests see what a crash there loses.
///
/// - `GROK_FAULT_POINT=NAME` sends SIGKILL at the place of that name, `NAME#3` when the process comes there for the third
///   time.
/// - `GROK_FAULT_POINTS=FILE` adds the name of each place to a file when the process comes there for the first time.
///
/// Without these variables nothing happens, and no name is made.
package enum FaultPoint {
    private static let watch = Watch(ProcessInfo.processInfo.environment)

    /// Whether the environment asks for anything.
    package static var isWatched: Bool { watch != nil }

    /// The process has come to a place.
    package static func reach(_ name: @autoclosure () -> String) {
        watch?.reach(name())
    }

    /// What an environment asks for.
    final class Watch: Sendable {
        private let fatal: (name: String, passing: Int)?
        private let list: String?
        private let passings = Mutex<[String: Int]>([:])

        /// Nil when it asks for nothing.
        init?(_ environment: [String: String]) {
            list = environment["GROK_FAULT_POINTS"]
            fatal = environment["GROK_FAULT_POINT"].map { text in
                let parts = text.split(separator: "#")
                return (String(parts.first ?? ""), parts.count > 1 ? Int(parts[1]) ?? 1 : 1)
            }
            guard list != nil || fatal != nil else { return nil }
        }

        func reach(_ name: String) {
            if isFatal(name) { kill(getpid(), SIGKILL) }
        }

        /// Counts a passing, and adds a new name to the list.
        func isFatal(_ name: String) -> Bool {
            passings.withLock { passings in
                let passing = passings[name, default: 0] + 1
                passings[name] = passing
                if passing == 1, let list { Self.append(name, to: list) }
                return fatal.map { $0 == (name, passing) } ?? false
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
