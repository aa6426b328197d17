import Foundation
import Synchronization

/// Where a program talks to a person: whole lines, and on a terminal a status line below them.
///
/// Log lines and progress go through one console, so that neither tears the other apart.
package final class Console: Sendable {
    /// Whether a person is watching: a status line makes sense.
    package let isTerminal: Bool
    private let columns: @Sendable () -> Int
    private let write: @Sendable (String) -> Void
    private let status = Mutex("")

    /// A console over `write`, which gets the pieces to be written one at a time.
    ///
    /// - Parameter columns: how wide the terminal is at the moment.
    package init(
        isTerminal: Bool, columns: @escaping @Sendable () -> Int = { 80 }, write: @escaping @Sendable (String) -> Void
    ) {
        self.isTerminal = isTerminal
        self.columns = columns
        self.write = write
    }

    /// The process's standard error.
    package static let standardError = Console(
        isTerminal: isatty(STDERR_FILENO) == 1 && ProcessInfo.processInfo.environment["TERM"] != "dumb",
        columns: { Terminal.columns(of: STDERR_FILENO) }, write: { DescriptorOutput.write($0, to: STDERR_FILENO) })

    /// Writes a line above the status line.
    package func line(_ text: String) {
        status.withLock { status in
            write(status.isEmpty ? "\(text)\n" : "\(Self.erase)\(text)\n\(status)")
        }
    }

    /// Replaces the status line; an empty text removes it. Nothing happens where nobody is watching.
    package func show(status text: String) {
        guard isTerminal else { return }
        status.withLock { status in
            let fitting = String(PlainText.oneLine(text).prefix(max(0, columns() - 1)))
            guard fitting != status else { return }
            status = fitting
            write(Self.erase + fitting)
        }
    }

    /// ECMA-48 §8.3.41, erase in line, from its first column.
    private static let erase = "\r\u{1b}[K"
}

/// What a terminal says of itself.
enum Terminal {
    static func columns(of descriptor: Int32) -> Int {
        var size = winsize()
        let result = ioctl(descriptor, UInt(TIOCGWINSZ), &size)
        return result == 0 && size.ws_col > 0 ? Int(size.ws_col) : 80
    }
}
