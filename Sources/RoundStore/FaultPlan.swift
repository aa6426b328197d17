import Synchronization

/// Which calls of a store fail, so that a simulation can cut a party short at each of them.
///
/// In-memory stores count their durable writes, from 1: commits of blobs and the writing methods.
package final class FaultPlan: Sendable {
    /// When a call fails.
    package enum Moment: Sendable {
        /// What it writes is durable, but the caller never learns it.
        case after
        /// Nothing of it is stored.
        case before
    }

    private let faults: [Int: Moment]
    private let count = Mutex(0)

    /// - Parameter faults: the numbers of the calls that fail, and when.
    package init(_ faults: [Int: Moment] = [:]) { self.faults = faults }

    /// Calls so far, those that failed included.
    package var calls: Int { count.withLock { $0 } }

    /// One of the calls that count; throws where the plan says so.
    package func apply<Result>(_ body: () throws -> Result) throws -> Result {
        let number = count.withLock { count in
            count += 1
            return count
        }
        let moment = faults.isEmpty ? nil : faults[number]
        if moment == .before { throw fault(number) }
        let result = try body()
        if moment == .after { throw fault(number) }
        return result
    }

    private func fault(_ number: Int) -> StoreError {
        .inputOutput(path: "memory", reason: "call \(number) was planned to fail")
    }
}
