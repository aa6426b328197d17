import Foundation
import Synchronization

/// How far a long step has come: redrawn in place on a terminal, a plain line now and then elsewhere, nothing when
/// the output is for a program.
package final class ProgressLine: Sendable {
    private let console: Console
    private let isQuiet: Bool
    private let interval: Double
    private let now: @Sendable () -> Double
    private let last = Mutex<Double?>(nil)

    /// - Parameters:
    ///   - isQuiet: for `--json`: nothing is shown.
    ///   - linesEvery: seconds between two plain lines, at least.
    ///   - now: seconds on any clock that only goes forward.
    package init(
        console: Console = .standardError, isQuiet: Bool = false, linesEvery: Double = 5,
        now: @escaping @Sendable () -> Double = ProgressLine.uptime
    ) {
        self.console = console
        self.isQuiet = isQuiet
        self.interval = console.isTerminal ? 0.1 : linesEvery
        self.now = now
    }

    /// Shows how far the step has come, unless something was shown a moment ago.
    package func update(_ text: @autoclosure () -> String) {
        guard !isQuiet, isDue() else { return }
        if console.isTerminal { console.show(status: text()) } else { console.line(PlainText.oneLine(text())) }
    }

    /// Shows a count: `reading mail: 120 of 400 (30 %)`.
    package func update(_ step: String, _ done: Int, of total: Int) {
        let percent = total > 0 ? " (\(100 * min(done, total) / total) %)" : ""
        update("\(step): \(done) of \(total)\(percent)")
    }

    /// Ends the step, with a last line if there is something to say.
    package func finish(_ text: String? = nil) {
        guard !isQuiet else { return }
        last.withLock { $0 = nil }
        console.show(status: "")
        if let text { console.line(PlainText.oneLine(text)) }
    }

    /// Seconds since the machine started.
    package static func uptime() -> Double { ProcessInfo.processInfo.systemUptime }

    private func isDue() -> Bool {
        last.withLock { last in
            let now = now()
            if let last, now - last < interval { return false }
            last = now
            return true
        }
    }
}
