import Dispatch

/// Where a client's work is done, off its queue.
package protocol ClientJobRunner: Sendable {
    /// Does a job by `work`; `then` hears what came of it, on any thread.
    func run(
        _ job: ClientJob, _ work: @escaping @Sendable () -> ClientJob.Result,
        then: @escaping @Sendable (ClientJob.Result) -> Void)

    /// Does what nobody waits for.
    func runIdle(_ work: @escaping @Sendable () -> Void)
}

/// Each kind of work on a queue of its own: a holder that is asked for shares while it trains answers at once.
package struct QueuedJobs: ClientJobRunner {
    private let training = DispatchQueue(label: "grok.client.training")
    private let sharing = DispatchQueue(label: "grok.client.sharing")
    private let verifying = DispatchQueue(label: "grok.client.verifying")
    private let idle = DispatchQueue(label: "grok.client.idle", qos: .utility)

    /// The queues of one client.
    package init() {}

    package func run(
        _ job: ClientJob, _ work: @escaping @Sendable () -> ClientJob.Result,
        then: @escaping @Sendable (ClientJob.Result) -> Void
    ) {
        queue(of: job).async { then(work()) }
    }

    package func runIdle(_ work: @escaping @Sendable () -> Void) { idle.async(execute: work) }

    private func queue(of job: ClientJob) -> DispatchQueue {
        switch job {
        case .prepare: training
        case .audit, .share: sharing
        case .verify: verifying
        }
    }
}
