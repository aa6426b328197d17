import Synchronization

/// Stands for a received frame's bytes in the budget. Whoever deals with the frame keeps the token until the bytes are
/// no longer held, and then calls `done()` or lets it go.
package final class ReceiptToken: Sendable {
    private let account: ByteBudget.Account
    private let byteCount: Mutex<Int>

    init(account: ByteBudget.Account, byteCount: Int) {
        self.account = account
        self.byteCount = Mutex(byteCount)
    }

    deinit {
        done()
    }

    /// Gives the bytes back, from any thread; a second call does nothing.
    package func done() {
        let byteCount = byteCount.withLock { count in
            defer { count = 0 }
            return count
        }
        if byteCount > 0 {
            account.release(byteCount)
        }
    }
}
