import Dispatch
import Federation
import Foundation
package import Logging
import Primitives
import Transport
import Wire

/// Drives a ``ClientNode``: sockets, clock, threads.
///
/// `@unchecked Sendable`: everything that changes is touched on `queue` only.
package final class ClientRuntime: @unchecked Sendable {
    let queue = DispatchQueue(label: "grok.client")
    let node: ClientNode
    let worker: ClientWorker
    let endpoint: Endpoint
    let log: ConnectionLog
    let budget = ByteBudget()
    let connectionQueue = DispatchQueue(label: "grok.client.connection")
    private let jobs: any ClientJobRunner
    private let onExit: @Sendable (ClientExit) -> Void
    var connection: (any Connection)?
    var attempt: DialAttempt?
    /// Why the server is away, as was said since the last connection: a service may wait for weeks.
    var saidAway: String?
    var uploads = UploadQueue()
    private var preparations: [Digest: Cancellation] = [:]
    var keepAlive: (any DispatchSourceTimer)?
    var hasExited = false

    /// Seconds of silence after which a client says that it is still there.
    static let keepAliveSeconds = 30

    /// - Parameters:
    ///   - jobs: where the client works.
    ///   - onExit: called once, on the client's queue.
    package init(
        node: ClientNode, worker: ClientWorker, endpoint: Endpoint, logger: Logger,
        jobs: any ClientJobRunner = QueuedJobs(), onExit: @escaping @Sendable (ClientExit) -> Void
    ) {
        self.node = node
        self.worker = worker
        self.endpoint = endpoint
        self.jobs = jobs
        self.onExit = onExit
        log = ConnectionLog(logger: logger, server: "\(endpoint.host):\(endpoint.port)")
    }

    /// Begins to connect and to take part.
    package func start() {
        queue.async {
            self.startKeepAlive()
            self.handle(.started)
            self.prepareMasks()
        }
    }

    /// Stops: nothing that was signed or agreed to is lost, a later start takes it up.
    package func stop() { queue.async { self.leave(.interrupted) } }

    func handle(_ event: ClientEvent) {
        dispatchPrecondition(condition: .onQueue(queue))
        guard !hasExited else { return }
        if case .received(let message) = event { FaultPoint.reach("received/\(message.kind)") }
        for effect in node.handle(event) { perform(effect) }
        if case .received(let message) = event { FaultPoint.reach("handled/\(message.kind)") }
    }

    private func perform(_ effect: ClientEffect) {
        switch effect {
        case .cancel(let announcement):
            preparations[announcement]?.cancel()
            uploads.cancel(announcement)
        case .connect(let pause): queue.asyncAfter(deadline: .now() + pause) { self.dial() }
        case .disconnect: connection?.close()
        case .leave(let outcome): leave(.outcome(outcome))
        case .run(let job): run(job)
        case .send(let message): connection?.send(WireCodec.encode(message), kind: message.kind)
        case .upload(let message, let digest, let body): begin(Upload(message: message, digest: digest, body: body))
        }
    }

    private func run(_ job: ClientJob) {
        let cancellation = Cancellation()
        if case .prepare(let announcement) = job { preparations[announcement.digest] = cancellation }
        jobs.run(job) { [worker] in
            worker.perform(job, cancellation: cancellation)
        } then: { result in
            self.queue.async {
                if case .prepare(let announcement) = job { self.preparations[announcement.digest] = nil }
                self.handle(.done(result))
                if case .prepare = job { self.prepareMasks() }
            }
        }
    }

    /// While the round goes on elsewhere, the masks of the next contribution are made.
    private func prepareMasks() {
        guard !hasExited else { return }
        jobs.runIdle { [worker] in worker.prepareMasks() }
    }

    func leave(_ exit: ClientExit) {
        guard !hasExited else { return }
        hasExited = true
        attempt?.cancel()
        keepAlive?.cancel()
        for cancellation in preparations.values { cancellation.cancel() }
        connection?.close()
        onExit(exit)
    }
}
