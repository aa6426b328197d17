import Dispatch
import Synchronization

/// Where a thread waits for the one result that another will have.
package final class ExitBox<Exit: Sendable>: Sendable {
    private let exit = Mutex<Exit?>(nil)
    private let isSet = DispatchSemaphore(value: 0)

    package init() {}

    /// Sets the result; only the first counts.
    @Sendable package func set(_ value: Exit) {
        exit.withLock { if $0 == nil { $0 = value } }
        isSet.signal()
    }

    /// Blocks until the result is there.
    package func wait() -> Exit {
        while true {
            isSet.wait()
            if let exit = exit.withLock({ $0 }) { return exit }
        }
    }
}
