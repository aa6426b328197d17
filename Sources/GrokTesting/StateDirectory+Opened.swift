import Federation
import Foundation
import RoundStore

extension StateDirectory {
    /// Opens a directory that was closed in this process a moment ago.
    ///
    /// Tests that run beside may be starting processes: until such a one executes its program it shares every lock.
    static func opened(at path: String, federation: PartyName, name: PartyName?) throws -> StateDirectory {
        let deadline = ContinuousClock.now + .seconds(30)
        while true {
            do {
                return try StateDirectory(at: path, federation: federation, name: name)
            } catch StoreError.locked where ContinuousClock.now < deadline {
                sched_yield()
            }
        }
    }
}
