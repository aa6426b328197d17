package import CommandSupport
import Dispatch
import Federation
import Foundation
package import Logging
package import RoundStore
package import Transport
import Wire

/// Drives a ``ServerNode``: sockets, clock, threads.
///
/// `@unchecked Sendable`: everything that changes is touched on `queue` only.
package final class ServerRuntime: @unchecked Sendable {
    let queue = DispatchQueue(label: "grok.server")
    let node: ServerNode
    let worker: ServerWorker
    let log: TransportLog
    let clock: SteadyClock
    var connections: [ConnectionID: any Connection] = [:]
    private let federation: PartyName
    private let onExit: @Sendable (ServerExit) -> Void
    private let jobs = OperationQueue()
    private var listener: TLSListener?
    private var lastConnection = 0
    private var exit: ServerExit?
    private var hasExited = false

    /// Seconds that the participants have to leave once all is said.
    static let farewellSeconds = 10

    /// - Parameter onExit: called once, on the server's queue.
    package init(
        federation: ServerFederation, store: any ServerStore, options: ServerOptions, logger: Logger,
        clock: SteadyClock = SteadyClock(), onExit: @escaping @Sendable (ServerExit) -> Void
    ) throws {
        self.clock = clock
        self.onExit = onExit
        self.federation = federation.manifest.content.federation
        worker = ServerWorker(federation: federation, store: store)
        node = try ServerNode(federation: federation, store: store, options: options, logger: logger, at: clock.now)
        log = TransportLog(logger: logger, federation: self.federation)
        jobs.maxConcurrentOperationCount = ProcessInfo.processInfo.activeProcessorCount
    }

    /// Listens and begins.
    ///
    /// - Returns: the port, which the system chose when asked for 0.
    /// - Throws: ``TransportError``.
    package func start(
        host: String, port: UInt16, identity: TLSIdentity, limits: TransportLimits = TransportLimits(),
        admission: AdmissionLimits = AdmissionLimits(), budget: ByteBudget = ByteBudget()
    ) throws -> UInt16 {
        let listener = try TLSListener(
            host: host, port: port, identity: identity, limits: limits, admission: admission, budget: budget,
            handler: self)
        log.listening(on: "\(listener.address)")
        queue.async {
            self.listener = listener
            self.handle(.started)
        }
        return listener.port
    }

    /// Asks the server to stop: participants are told, connections end in order.
    package func stop() {
        queue.async {
            self.handle(.stopping)
            self.depart(.stopped)
        }
    }

    func accept(_ connection: any Connection) {
        dispatchPrecondition(condition: .onQueue(queue))
        guard exit != .stopped, let name = participant(connection) else { return connection.close() }
        lastConnection += 1
        let id = ConnectionID(lastConnection)
        connections[id] = connection
        handle(.connected(id, name: name, key: connection.peer.key))
        connection.start(ServerConnection(id, of: self))
    }

    /// The participant that a certificate of this federation's authority names.
    private func participant(_ connection: any Connection) -> PartyName? {
        guard let identity = KitIdentity(uri: connection.peer.uri), identity.federation == federation,
            case .participant(let name) = identity.role
        else {
            log.refused(connection.remoteAddress, "its certificate is not a participant's")
            return nil
        }
        return name
    }

    func handle(_ event: ServerEvent) {
        dispatchPrecondition(condition: .onQueue(queue))
        guard !hasExited else { return }
        do {
            for effect in try node.handle(event, at: clock.now) { perform(effect) }
        } catch let error as StoreError {
            depart(.failed(error))
        } catch {
            depart(.failed(.corrupted(path: "state", reason: "\(error)")))
        }
    }

    private func perform(_ effect: ServerEffect) {
        switch effect {
        case .close(let id): connections[id]?.close()
        case .finish: depart(.finished)
        case .run(let job):
            jobs.addOperation {
                let result = self.worker.perform(job)
                self.queue.async { self.handle(.done(result)) }
            }
        case .send(let id, let message): connections[id]?.send(WireCodec.encode(message))
        case .wake(let moment):
            queue.asyncAfter(deadline: .now() + max(0, moment.seconds(since: clock.now))) { self.handle(.wake) }
        }
    }

    func closed(_ id: ConnectionID, because error: TransportError?) {
        guard let connection = connections.removeValue(forKey: id) else { return }
        if let error, error != .peerClosed, let name = participant(connection) {
            log.broken(name, connection.remoteAddress, "\(error)")
        }
        handle(.disconnected(id))
        leaveIfAlone()
    }

    /// Begins to end: participants get some time to fetch what they still need.
    private func depart(_ exit: ServerExit) {
        guard self.exit == nil || exit != .finished else { return }
        self.exit = exit
        if exit != .finished { stopListening() }
        if case .failed = exit { return leave() }
        queue.asyncAfter(deadline: .now() + .seconds(Self.farewellSeconds)) { self.leave() }
        leaveIfAlone()
    }

    private func stopListening() {
        listener?.stop()
        listener = nil
    }

    private func leaveIfAlone() {
        if exit != nil, connections.isEmpty { leave() }
    }

    private func leave() {
        guard let exit, !hasExited else { return }
        hasExited = true
        stopListening()
        for connection in connections.values { connection.close() }
        onExit(exit)
    }
}

extension ServerRuntime: ListenerHandler {
    package func listener(_ listener: TLSListener, didAccept connection: TLSConnection) {
        queue.async { self.accept(connection) }
    }

    package func listener(_ listener: TLSListener, didRefuse address: String, because error: TransportError) {
        log.refused(address, "\(error)")
    }
}
