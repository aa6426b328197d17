import Foundation
import GrokClient
import Synchronization

/// Runs the jobs of many participants on a few threads, and lets all of them have prepared before any uploads: what is
/// measured then is the server, not the machine that plays a thousand participants.
final class PacedJobs: ClientJobRunner {
    private typealias Held = (result: ClientJob.Result, then: @Sendable (ClientJob.Result) -> Void)

    private let queue = OperationQueue()
    /// One after the other, so that what the first finds out is there for the rest.
    private let verifying = OperationQueue()
    private let held = Mutex<[Held]>([])

    /// Nothing is prepared before ``begin()``.
    init() {
        // Encrypting uses all cores by itself.
        queue.maxConcurrentOperationCount = 1
        queue.isSuspended = true
        verifying.maxConcurrentOperationCount = 1
    }

    /// Begins to prepare contributions.
    func begin() { queue.isSuspended = false }

    /// How many contributions wait for ``release()``.
    var heldCount: Int { held.withLock { $0.count } }

    /// Lets everybody upload what is prepared, at once.
    func release() {
        let released = held.withLock { held in
            defer { held = [] }
            return held
        }
        for held in released { held.then(held.result) }
    }

    func run(
        _ job: ClientJob, _ work: @escaping @Sendable () -> ClientJob.Result,
        then: @escaping @Sendable (ClientJob.Result) -> Void
    ) {
        switch job {
        case .prepare:
            queue.addOperation {
                let result = work()
                self.held.withLock { $0.append((result, then)) }
            }
        case .audit, .share: DispatchQueue.global().async { then(work()) }
        case .verify: verifying.addOperation { then(work()) }
        }
    }

    /// Masks are made when a contribution is prepared, which is not measured.
    func runIdle(_ work: @escaping @Sendable () -> Void) {}
}
