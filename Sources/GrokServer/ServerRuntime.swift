package import CommandSupport
import Dispatch
import Federation
import Foundation
package import Logging
import Primitives
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
    /// What needs a processor, and what waits for the disk: one does not hold up the other.
    private let jobs = OperationQueue()
    private let disk = OperationQueue()
    private var fetches = FetchQueue<ServerEvent>(capacity: 128)
    private var listener: TLSListener?
    private var lastConnection = 0
    private var exit: ServerExit?
    private(set) var hasExited = false
    let board: ServerBoard?
    /// Whether a view of what happened will be put up soon.
    var willPost = false
    private(set) var budget: ByteBudget?
    /// Parts of models sent so far.
    private var partsSent = 0

    /// Seconds that the participants have to come for the last word and to leave.
    private let farewellSeconds: Double
    /// How many times as long a server stays while the last model is still being fetched.
    static let farewells = 30

    /// - Parameters:
    ///   - board: where to put up how the server stands; nil when nobody looks.
    ///   - onExit: called once, on the server's queue.
    package init(
        federation: ServerFederation, store: any ServerStore, options: ServerOptions, logger: Logger,
        clock: SteadyClock = SteadyClock(), farewellSeconds: Double = 10,
        board: ServerBoard? = nil, onExit: @escaping @Sendable (ServerExit) -> Void
    ) throws {
        self.clock = clock
        self.onExit = onExit
        self.board = board
        self.farewellSeconds = farewellSeconds
        self.federation = federation.manifest.content.federation
        worker = ServerWorker(federation: federation, store: store)
        node = try ServerNode(federation: federation, store: store, options: options, logger: logger, at: clock.now)
        log = TransportLog(logger: logger, federation: self.federation, tally: node.log.tally)
        jobs.maxConcurrentOperationCount = ProcessInfo.processInfo.activeProcessorCount
        disk.maxConcurrentOperationCount = 1
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
            self.budget = budget
            self.handle(.started)
            self.beat()
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
        guard !hasExited, exit != .stopped, let name = participant(connection) else { return connection.close() }
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
            if case .received(_, let message) = event { FaultPoint.reach("received/\(message.kind)") }
            for effect in try node.handle(event, at: clock.now) { perform(effect) }
            if case .received(_, let message) = event { FaultPoint.reach("handled/\(message.kind)") }
        } catch let error as StoreError {
            depart(.failed(error))
        } catch {
            depart(.failed(.corrupted(path: "state", reason: "\(error)")))
        }
        schedulePost()
    }

    /// Whether it takes no more connections.
    var isStopping: Bool { exit.map { $0 != .finished } ?? false }

    private func perform(_ effect: ServerEffect) {
        switch effect {
        case .close(let id): connections[id]?.close()
        case .finish: depart(.finished)
        case .giveUp(let reason): depart(.gaveUp(reason))
        case .run(let job):
            (job.isDiskBound ? disk : jobs).addOperation {
                let result = self.worker.perform(job)
                self.queue.async { self.handle(.done(result)) }
            }
        case .send(let id, let message):
            if case .chunk = message { partsSent += 1 }
            connections[id]?.send(WireCodec.encode(message), kind: message.kind)
        case .wake(let moment): wake(at: moment)
        }
    }

    /// Serves a fetch when its turn comes; the turn ends when the network has taken what was sent.
    func serve(_ fetch: ServerEvent, to id: ConnectionID) {
        guard let connection = connections[id] else { return }
        guard fetches.add(fetch, from: id) else {
            if let name = participant(connection) {
                log.broken(name, connection.remoteAddress, "it asks for more than it takes")
            }
            return connection.close()
        }
        serveFetches()
    }

    private func serveFetches() {
        while let (id, fetch) = fetches.next() {
            handle(fetch)
            guard let connection = connections[id] else {
                fetches.forget(id)
                continue
            }
            connection.whenSent {
                self.queue.async {
                    self.fetches.end(of: id)
                    self.serveFetches()
                }
            }
        }
    }

    /// Dispatch's clock stands still while the machine sleeps, the server's does not: what wakes too early sleeps on.
    private func wake(at moment: Timestamp) {
        queue.asyncAfter(deadline: .now() + max(0, moment.seconds(since: clock.now))) {
            if self.clock.now < moment { self.wake(at: moment) } else { self.handle(.wake) }
        }
    }

    func closed(_ id: ConnectionID, because error: TransportError?) {
        guard let connection = connections.removeValue(forKey: id) else { return }
        if let error, error != .peerClosed, let name = participant(connection) {
            log.broken(name, connection.remoteAddress, "\(error)")
        }
        fetches.forget(id)
        handle(.disconnected(id))
        serveFetches()
        leaveIfAlone()
    }

    /// Begins to end: participants get some time to come and fetch what they still need.
    private func depart(_ exit: ServerExit) {
        guard self.exit == nil || exit != .finished else { return }
        self.exit = exit
        if exit != .finished { stopListening() }
        if case .failed = exit { return leave() }
        sayFarewell(Self.farewells)
        leaveIfAlone()
    }

    private func sayFarewell(_ left: Int) {
        let before = partsSent
        queue.asyncAfter(deadline: .now() + farewellSeconds) {
            let isFetching = self.exit == .finished && self.partsSent != before
            if isFetching, left > 1 { self.sayFarewell(left - 1) } else { self.leave() }
        }
    }

    private func stopListening() {
        listener?.stop()
        listener = nil
    }

    /// Who is away when the run ends may be about to come back: that is waited for, not for ever.
    private func leaveIfAlone() {
        guard let exit, connections.isEmpty else { return }
        if exit != .finished || node.hasToldEverybody { leave() }
    }

    private func leave() {
        guard let exit, !hasExited else { return }
        hasExited = true
        post()
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
