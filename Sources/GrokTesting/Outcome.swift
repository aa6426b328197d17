import Synchronization

/// A value that one thread will have and tasks wait for.
package final class Outcome<Value: Sendable>: Sendable {
    private struct State {
        var value: Value?
        var waiting: [CheckedContinuation<Value, Never>] = []
    }

    private let state = Mutex(State())

    package init() {}

    /// Sets the value; only the first counts.
    @Sendable package func set(_ value: Value) {
        let waiting = state.withLock { state in
            defer { state.waiting = [] }
            guard state.value == nil else { return state.waiting }
            state.value = value
            return state.waiting
        }
        for continuation in waiting { continuation.resume(returning: value) }
    }

    /// The value, once it is there.
    package func value() async -> Value {
        await withCheckedContinuation { continuation in
            let value = state.withLock { state in
                if state.value == nil { state.waiting.append(continuation) }
                return state.value
            }
            if let value { continuation.resume(returning: value) }
        }
    }
}
