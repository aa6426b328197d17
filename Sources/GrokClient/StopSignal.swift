import Synchronization

/// What a request to stop ends: the start at once, since nothing has begun, what runs afterwards in order.
final class StopSignal: Sendable {
    private struct State {
        var number: Int32?
        var stop: (@Sendable () -> Void)?
    }

    private let state = Mutex(State())
    private let endStart: @Sendable (_ number: Int32) -> Void

    /// - Parameter endStart: ends the process; is called with the signal's number.
    init(endStart: @escaping @Sendable (_ number: Int32) -> Void) {
        self.endStart = endStart
    }

    /// The newest signal that was received.
    var number: Int32? { state.withLock { $0.number } }

    /// A signal has come.
    func receive(_ number: Int32) {
        let stop = state.withLock { state in
            state.number = number
            return state.stop
        }
        if let stop { stop() } else { endStart(number) }
    }

    /// The start is over: from now on a signal does this.
    func begin(stopping stop: @escaping @Sendable () -> Void) {
        state.withLock { $0.stop = stop }
    }
}
