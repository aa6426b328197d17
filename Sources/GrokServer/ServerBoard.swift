import Synchronization

/// Where a running server puts up how it stands, for others to read on threads of their own.
///
/// The server only ever puts a value here: whoever reads cannot make it wait.
package final class ServerBoard: Sendable {
    private struct State {
        var view: ServerView?
        var watcher: (@Sendable () -> Void)?
    }

    private let state = Mutex(State())

    package init() {}

    /// The newest view; nil before the server has started.
    package var view: ServerView? { state.withLock { $0.view } }

    /// Has something called after each view that is put up, on the server's queue: it must not take long.
    package func watch(_ body: @escaping @Sendable () -> Void) { state.withLock { $0.watcher = body } }

    package func post(_ view: ServerView) {
        let watcher = state.withLock { state in
            state.view = view
            return state.watcher
        }
        watcher?()
    }
}
