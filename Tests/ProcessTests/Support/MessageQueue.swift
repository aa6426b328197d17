import Synchronization
import Wire

/// Messages that wait for a test, or a test that waits for messages.
final class MessageQueue: Sendable {
    private struct State {
        var messages: [WireMessage] = []
        var isClosed = false
        var waiting: CheckedContinuation<WireMessage?, Never>?
    }

    private let state = Mutex(State())

    /// Nil closes the queue.
    func put(_ message: WireMessage?) {
        let waiting = state.withLock { state in
            let waiting = state.waiting.take()
            if message == nil {
                state.isClosed = true
            } else if waiting == nil {
                state.messages += [message].compactMap { $0 }
            }
            return waiting
        }
        waiting?.resume(returning: message)
    }

    /// The next message; nil when the queue is closed and empty. One waits at a time.
    func next() async -> WireMessage? {
        await withCheckedContinuation { continuation in
            let result = state.withLock { state -> WireMessage?? in
                if !state.messages.isEmpty { return .some(state.messages.removeFirst()) }
                if state.isClosed { return .some(nil) }
                state.waiting = continuation
                return nil
            }
            if let result { continuation.resume(returning: result) }
        }
    }
}
