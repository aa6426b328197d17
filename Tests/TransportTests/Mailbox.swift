import Synchronization

/// Hands values from the code under test to a test that waits for them, in order.
final class Mailbox<Element: Sendable>: Sendable {
    private struct State {
        var elements: [Element] = []
        var waiting: [CheckedContinuation<Element, Never>] = []
    }

    private let state = Mutex(State())

    func put(_ element: Element) {
        let waiting = state.withLock { state -> CheckedContinuation<Element, Never>? in
            guard state.waiting.isEmpty else { return state.waiting.removeFirst() }
            state.elements.append(element)
            return nil
        }
        waiting?.resume(returning: element)
    }

    /// The next value, once there is one.
    func take() async -> Element {
        await withCheckedContinuation { continuation in
            let element = state.withLock { state -> Element? in
                guard state.elements.isEmpty else { return state.elements.removeFirst() }
                state.waiting.append(continuation)
                return nil
            }
            if let element { continuation.resume(returning: element) }
        }
    }
}
