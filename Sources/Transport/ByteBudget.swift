import Synchronization

/// How many bytes of received frames may be in flight over all connections: read, and not dealt with yet.
///
/// When they are used up, connections stop reading, TCP tells their peers to wait, and memory stays bounded by the
/// budget and one frame a connection. See `ByteShares` for who gets what.
package final class ByteBudget: Sendable {
    private struct State {
        var shares: ByteShares<UInt64>
        var wakers: [UInt64: @Sendable () -> Void] = [:]
        var accounts: UInt64 = 0
        var peak = 0
    }

    private let state: Mutex<State>

    /// A budget of so many bytes.
    package init(byteCount: Int = 64 << 20) {
        state = Mutex(State(shares: ByteShares(capacity: byteCount)))
    }

    /// What a frame costs: its payload, and what keeping it costs beside that, so that many small ones count too.
    static func cost(ofFrame byteCount: Int) -> Int {
        byteCount + 128
    }

    /// How many bytes are in flight.
    package var usedByteCount: Int {
        state.withLock { $0.shares.usedByteCount }
    }

    /// The most that were in flight at once.
    package var peakByteCount: Int {
        state.withLock { $0.peak }
    }

    /// An account for one connection.
    func makeAccount() -> Account {
        Account(
            self,
            number: state.withLock {
                $0.accounts += 1; return $0.accounts
            })
    }

    /// One connection's part in a budget.
    final class Account: Sendable {
        private let budget: ByteBudget
        private let number: UInt64

        fileprivate init(_ budget: ByteBudget, number: UInt64) {
            self.budget = budget
            self.number = number
        }

        /// Asks for bytes.
        ///
        /// - Returns: whether they are given now; if not, `granted` is called once they are, on any thread.
        func reserve(_ byteCount: Int, granted: @escaping @Sendable () -> Void) -> Bool {
            budget.state.withLock { state in
                guard !state.shares.reserve(byteCount, for: number) else {
                    state.peak = max(state.peak, state.shares.usedByteCount)
                    return true
                }
                state.wakers[number] = granted
                return false
            }
        }

        /// Gives bytes back.
        func release(_ byteCount: Int) {
            budget.serve { $0.shares.release(byteCount, of: number) }
        }

        /// Stops waiting. What was given already stays given until it is released.
        func withdraw() {
            budget.serve { state in
                // One that was called already has its bytes, and comes to see that nobody waits for them.
                state.wakers[number] = nil
                return state.shares.withdraw(number)
            }
        }
    }

    /// Wakers run outside the lock: they may well come back.
    private func serve(_ change: (inout State) -> [UInt64]) {
        let wakers = state.withLock { state in
            let served = change(&state)
            state.peak = max(state.peak, state.shares.usedByteCount)
            return served.compactMap { state.wakers.removeValue(forKey: $0) }
        }
        wakers.forEach { $0() }
    }
}
