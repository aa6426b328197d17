import Federation
package import GrokClient
package import GrokServer
import Learning
package import Logging
import Paillier
import Primitives
package import RoundStore
package import Wire

/// A whole federation in one thread, from one seed: the real nodes over a simulated network, clock and job queue.
///
/// Messages of one connection keep their order, everything else happens in an order that the seed decides. Every
/// message goes through the bytes it would have on the wire. Processes can be killed and connections broken at any
/// step; stores outlive their processes. What must hold at all times is checked after every step.
package final class SimulatedFederation {
    let documents: TestFederation
    let options: ServerOptions
    let weather: Weather
    let logger: Logger
    package let serverStore: any ServerStore
    /// Nil while its process does not run.
    package internal(set) var server: ServerNode?
    /// How many times its process was started.
    var life = 0
    let worker: ServerWorker
    /// The authority's newest.
    var roster: SignedDocument<Roster>
    /// Seconds by which the clock of the server's machine is ahead, now and from its next start on.
    var clockOffset = (now: 0.0, next: 0.0)
    package private(set) var clients: [SimulatedClient] = []
    package private(set) var clock = ManualClock()
    package internal(set) var isFinished = false
    var schedule: Schedule
    var ledger = Ledger()
    var lastConnection = 0
    var strikesLeft: Int
    /// Told of every message that a participant receives; a test may interfere.
    package var onDelivery: (SimulatedFederation, SimulatedClient, WireMessage) -> Void = { _, _, _ in }

    /// - Parameter data: of each participant, in the order of the federation's names.
    package init(
        _ documents: TestFederation, options: ServerOptions, data: [ParticipantData], seed: UInt64,
        weather: Weather = Weather(), store: (any ServerStore)? = nil, logger: Logger = .silent
    ) throws {
        self.documents = documents
        self.options = options
        self.weather = weather
        self.logger = logger
        strikesLeft = weather.strikes
        schedule = Schedule(seed: seed)
        roster = documents.roster
        serverStore = store ?? MemoryServerStore(faults: weather.serverFaults)
        worker = try ServerWorker(federation: documents.serverFederation(), store: serverStore)
        clients = try zip(documents.names, data).map { name, data in
            let store = MemoryClientStore(faults: weather.clientFaults[name] ?? FaultPlan())
            let federation = try documents.clientFederation(name)
            return SimulatedClient(
                name: name, store: store,
                worker: ClientWorker(federation: federation, data: data, store: store, seed: seed))
        }
    }

    /// Runs until everybody has come to an end, nothing is left to happen, or the limit of steps is reached.
    ///
    /// - Returns: whether the run is over for the server and for everybody who came.
    package func run(stepLimit: Int = 100_000) throws -> Bool {
        startServer()
        for client in clients { arrive(client) }
        for _ in 0..<stepLimit where !isOver {
            strikeByChance()
            guard let (moment, step) = schedule.next() else { break }
            clock.advance(to: moment)
            try perform(step)
            try ledger.check(serverStore, clients: clients, members: Set(roster.content.activeNames))
        }
        return isOver
    }

    private var isOver: Bool {
        isFinished && clients.allSatisfy { $0.outcome != nil || weather.arrivals[$0.name] == .infinity }
    }

    private func arrive(_ client: SimulatedClient) {
        let delay = weather.arrivals[client.name] ?? 0
        guard delay.isFinite else { return }
        schedule.add(.startClient(client), on: .own, at: clock.now.advanced(bySeconds: delay))
    }

    /// Everything that can happen next. What a process is to do is bound to the life that it was meant for.
    enum Step {
        case clientEvent(SimulatedClient, life: Int, ClientEvent)
        case clientJob(SimulatedClient, life: Int, ClientJob, Cancellation)
        case clientMessage(SimulatedClient, ConnectionID, [UInt8])
        case connect(SimulatedClient, life: Int)
        case hangUp(SimulatedClient, ConnectionID)
        case heal(SimulatedClient)
        case restart(SimulatedClient, life: Int)
        case serverEvent(life: Int, ServerEvent)
        case serverJob(life: Int, ServerJob)
        case serverMessage(life: Int, ConnectionID, [UInt8])
        case startClient(SimulatedClient)
        case startServer
    }

    private func perform(_ step: Step) throws {
        switch step {
        case .clientEvent(let client, let life, let event): handle(client, life: life, event)
        case .clientJob(let client, let life, let job, let cancellation):
            guard client.life == life, client.node != nil else { return }
            handle(client, life: life, .done(client.worker.perform(job, cancellation: cancellation)))
        case .clientMessage(let client, let connection, let frame):
            guard client.connection == connection else { return }
            let message = try WireCodec.decode(frame)
            handle(client, life: client.life, .received(message))
            considerRoster(client, message)
            onDelivery(self, client, message)
        case .connect(let client, let life): connect(client, life: life)
        case .hangUp(let client, let connection): if client.connection == connection { hangUp(client) }
        case .heal(let client): client.isCutOff = false
        case .restart(let client, let life): if client.life == life { crash(client, restartingAfter: 1) }
        case .serverEvent(let life, let event): handle(server: event, life: life)
        case .serverJob(let life, let job):
            guard self.life == life, server != nil else { return }
            handle(server: .done(worker.perform(job)), life: life)
        case .serverMessage(let life, let connection, let frame):
            handle(server: .received(connection, try WireCodec.decode(frame)), life: life)
        case .startClient(let client): start(client)
        case .startServer: startServer()
        }
    }
}

extension Logger {
    /// Writes nothing.
    package static var silent: Logger { Logger(label: "test") { _ in SwiftLogNoOpLogHandler() } }
}
