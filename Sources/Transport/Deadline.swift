import Dispatch

/// A timer that is set, moved and stopped at will, on one queue.
///
/// `@unchecked Sendable`: confined to its queue.
final class Deadline: @unchecked Sendable {
    private let queue: DispatchQueue
    private let missed: () -> Void
    private var timer: (any DispatchSourceTimer)?

    /// - Parameter missed: called when the time is up; should not keep the deadline's owner alive.
    init(queue: DispatchQueue, missed: @escaping () -> Void) {
        self.queue = queue
        self.missed = missed
    }

    deinit {
        timer?.cancel()
    }

    /// Sets the deadline, in place of the one before.
    func set(after duration: Duration) {
        stop()
        let timer = DispatchSource.makeTimerSource(queue: queue)
        timer.setEventHandler { [weak self] in
            self?.stop()
            self?.missed()
        }
        timer.schedule(deadline: .now() + .nanoseconds(duration.nanoseconds))
        timer.activate()
        self.timer = timer
    }

    func stop() {
        timer?.cancel()
        timer = nil
    }
}

extension Duration {
    /// In whole nanoseconds, as many as fit.
    var nanoseconds: Int {
        let (seconds, attoseconds) = components
        let (product, overflow) = Int(seconds).multipliedReportingOverflow(by: 1_000_000_000)
        return overflow ? .max : product.addingReportingOverflow(Int(attoseconds / 1_000_000_000)).partialValue
    }
}
