import CommandSupport
import Synchronization

/// A console that remembers what was written to it.
final class Recorder: Sendable {
    private let pieces = Mutex<[String]>([])

    var written: [String] { pieces.withLock { $0 } }
    var text: String { written.joined() }

    func console(isTerminal: Bool, columns: Int = 80) -> Console {
        Console(isTerminal: isTerminal, columns: { columns }) { piece in self.pieces.withLock { $0.append(piece) } }
    }
}

/// A clock that a test turns by hand.
final class ManualClock: Sendable {
    private let seconds = Mutex(0.0)

    func advance(by more: Double) { seconds.withLock { $0 += more } }
    func now() -> Double { seconds.withLock { $0 } }
}
