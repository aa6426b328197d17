import CommandSupport
import Dispatch
import Transport

// What others may see of the server: put up a little after something happened, so that a thousand events make one view.
extension ServerRuntime {
    /// Seconds from an event to the view that has it.
    private static let postSeconds = 0.25
    /// Seconds after which there is a new view though nothing happened: the sign that the server's queue is alive.
    private static let heartbeatSeconds = 5.0

    func schedulePost() {
        guard board != nil, !willPost else { return }
        willPost = true
        queue.asyncAfter(deadline: .now() + Self.postSeconds) { self.post() }
    }

    func beat() {
        guard board != nil, !hasExited else { return }
        schedulePost()
        queue.asyncAfter(deadline: .now() + Self.heartbeatSeconds) { self.beat() }
    }

    func post() {
        dispatchPrecondition(condition: .onQueue(queue))
        willPost = false
        guard let board else { return }
        var status = node.status(at: clock.now)
        if isStopping { status.state = .stopping }
        board.post(
            ServerView(
                status: status, meters: node.meters, events: node.log.tally.counts, connections: connections.count,
                bytesInFlight: budget?.usedByteCount ?? 0))
    }
}
