import Federation
package import GrokClient
package import GrokServer
import Learning
package import Logging
package import Paillier
import PaillierSecret
import Primitives
package import RoundStore
import Wire

/// A whole federation in one thread, from one seed: the real nodes over a simulated network, clock and job queue.
///
/// Messages of one connection keep their order, everything else happens in an order that the seed decides. Every
/// message goes through the bytes it would have on the wire.
package final class SimulatedFederation {
    let documents: TestFederation
    package let serverStore: any ServerStore
    package private(set) var server: ServerNode
    let worker: ServerWorker
    package private(set) var clients: [SimulatedClient] = []
    package private(set) var clock = ManualClock()
    package private(set) var isFinished = false
    var schedule: Schedule
    private var lastConnection = 0

    /// - Parameter data: of each participant, in the order of the federation's names.
    package init(
        _ documents: TestFederation, options: ServerOptions, data: [ParticipantData],
        decryptor: any PartialDecryptor, seed: UInt64, logger: Logger
    ) throws {
        self.documents = documents
        schedule = Schedule(seed: seed)
        let scheme = try documents.manifest.content.scheme.makeScheme()
        let federation = try ServerFederation(
            manifest: documents.manifest, roster: documents.roster, signingKey: documents.serverKey, scheme: scheme)
        let store = MemoryServerStore()
        serverStore = store
        worker = ServerWorker(federation: federation, store: store)
        server = try ServerNode(
            federation: federation, store: store, options: options, logger: logger, at: clock.now)
        for (name, data) in zip(documents.names, data) {
            try clients.append(
                client(name, data: data, scheme: scheme, decryptor: decryptor, seed: seed, logger: logger))
        }
    }

    private func client(
        _ name: PartyName, data: ParticipantData, scheme: any AdditiveScheme, decryptor: any PartialDecryptor,
        seed: UInt64, logger: Logger
    ) throws -> SimulatedClient {
        guard let key = documents.keys[name] else { preconditionFailure("\(name) is not in the federation") }
        let federation = try ClientFederation(
            manifest: documents.manifest, authority: documents.authority.verificationKey, name: name, signingKey: key,
            scheme: scheme, decryptor: decryptor)
        let store = MemoryClientStore()
        return try SimulatedClient(
            name: name, store: store,
            node: ClientNode(federation: federation, roster: documents.roster, store: store, logger: logger),
            worker: ClientWorker(federation: federation, data: data, store: store, seed: seed))
    }

    /// Runs until nothing is left to happen, or the limit of steps is reached.
    ///
    /// - Returns: whether the federation came to rest.
    package func run(stepLimit: Int = 100_000) throws -> Bool {
        try handle(server: .started)
        for client in clients { handle(client, .started) }
        for _ in 0..<stepLimit {
            guard let (moment, step) = schedule.next() else { return true }
            clock.advance(to: moment)
            try perform(step)
        }
        return false
    }

    /// Everything that can happen next.
    enum Step {
        case clientEvent(SimulatedClient, ClientEvent)
        case clientMessage(SimulatedClient, ConnectionID, [UInt8])
        case connect(SimulatedClient)
        case disconnect(SimulatedClient, ConnectionID)
        case serverEvent(ServerEvent)
        case serverMessage(ConnectionID, [UInt8])
    }

    private func perform(_ step: Step) throws {
        switch step {
        case .clientEvent(let client, let event): handle(client, event)
        case .clientMessage(let client, let connection, let frame):
            guard client.connection == connection else { return }
            handle(client, .received(try WireCodec.decode(frame)))
        case .connect(let client): try connect(client)
        case .disconnect(let client, let connection): try disconnect(client, connection)
        case .serverEvent(let event): try handle(server: event)
        case .serverMessage(let connection, let frame):
            try handle(server: .received(connection, try WireCodec.decode(frame)))
        }
    }

    private func connect(_ client: SimulatedClient) throws {
        guard client.outcome == nil else { return }
        lastConnection += 1
        let connection = ConnectionID(lastConnection)
        client.connection = connection
        guard let key = documents.keys[client.name]?.verificationKey else { return }
        try handle(server: .connected(connection, name: client.name, key: key))
        handle(client, .connected)
    }

    /// Breaks a connection, as either side or the network may.
    package func disconnect(_ client: SimulatedClient, _ connection: ConnectionID) throws {
        guard client.connection == connection else { return }
        client.connection = nil
        try handle(server: .disconnected(connection))
        handle(client, .disconnected(draw: schedule.draw()))
    }

    private func handle(server event: ServerEvent) throws {
        for effect in try server.handle(event, at: clock.now) {
            switch effect {
            case .close(let connection):
                guard let client = clients.first(where: { $0.connection == connection }) else { continue }
                schedule.add(.disconnect(client, connection), on: .toClient(connection), at: clock.now)
            case .finish: isFinished = true
            case .run(let job): schedule.add(.serverEvent(.done(worker.perform(job))), on: .own, at: clock.now)
            case .send(let connection, let message):
                guard let client = clients.first(where: { $0.connection == connection }) else { continue }
                let frame = WireCodec.encode(message)
                schedule.add(.clientMessage(client, connection, frame), on: .toClient(connection), at: clock.now)
            case .wake(let moment): schedule.add(.serverEvent(.wake), on: .own, at: moment)
            }
        }
    }

    private func handle(_ client: SimulatedClient, _ event: ClientEvent) {
        for effect in client.node.handle(event) {
            switch effect {
            case .cancel: continue
            case .connect(let pause):
                schedule.add(.connect(client), on: .own, at: clock.now.advanced(bySeconds: pause))
            case .disconnect: client.connection.map { add(.disconnect(client, $0), from: client) }
            case .leave(let outcome): leave(client, outcome)
            case .run(let job):
                schedule.add(.clientEvent(client, .done(client.worker.perform(job))), on: .own, at: clock.now)
            case .send(let message): send(message, from: client)
            case .upload(let message, let digest, let body):
                send(message, from: client)
                for chunk in Chunk.chunks(of: body, digest: digest) { send(.chunk(chunk), from: client) }
            }
        }
    }

    private func leave(_ client: SimulatedClient, _ outcome: ClientOutcome) {
        client.outcome = outcome
        client.connection.map { add(.disconnect(client, $0), from: client) }
    }

    private func send(_ message: WireMessage, from client: SimulatedClient) {
        client.connection.map { add(.serverMessage($0, WireCodec.encode(message)), from: client) }
    }

    private func add(_ step: Step, from client: SimulatedClient) {
        guard let connection = client.connection else { return }
        schedule.add(step, on: .toServer(connection), at: clock.now)
    }
}
