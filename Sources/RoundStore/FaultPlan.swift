import Synchronization

/// Which durable writes of an in-memory store fail, so that a simulation can cut a party short at each of them.
///
/// Commits of blobs and the writing methods of the stores count, from 1, over everything the plan is given to.
package final class FaultPlan: Sendable {
    /// When a write fails.
    package enum Moment: Sendable {
        /// It is durable, but the caller never learns it.
        case after
        /// Nothing of it is stored.
        case before
    }

    private let faults: [Int: Moment]
    private let count = Mutex(0)

    /// - Parameter faults: the numbers of the writes that fail, and when.
    package init(_ faults: [Int: Moment] = [:]) { self.faults = faults }

    /// Writes so far, those that failed included.
    package var writes: Int { count.withLock { $0 } }

    func write<Result>(_ body: () throws -> Result) throws -> Result {
        let number = count.withLock { count in
            count += 1
            return count
        }
        let fault = StoreError.inputOutput(path: "memory", reason: "write \(number) was planned to fail")
        if faults[number] == .before { throw fault }
        let result = try body()
        if faults[number] == .after { throw fault }
        return result
    }
}
