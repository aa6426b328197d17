import Synchronization

/// Ctrl-C while a federation is made: at once while there is nothing on the disk, at the next file afterwards.
final class Interruption: Sendable {
    private struct State {
        var isRequested = false
        var isWriting = false
    }

    private let state = Mutex(State())

    /// Whether it was asked for.
    var isRequested: Bool { state.withLock { $0.isRequested } }

    /// Asks for it; `end` is called when the process can end now, and while it runs no writing begins.
    func request(end: () -> Void) {
        state.withLock { state in
            state.isRequested = true
            if !state.isWriting { end() }
        }
    }

    /// From now on there is something on the disk to be cleaned up.
    ///
    /// - Throws: ``ProvisionError/interrupted`` when it was asked for before.
    func beginWriting() throws {
        try state.withLock { state in
            if state.isRequested { throw ProvisionError.interrupted }
            state.isWriting = true
        }
    }
}
