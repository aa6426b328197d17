import Federation
package import GrokClient
package import GrokServer
import GrokSimulation
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
    /// What the server's disk holds.
    package let serverStore: any ServerStore
    /// The same, as its process sees it.
    let serverDisk: any ServerStore
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
    /// Those of all stores, where all are known: nothing is written without their counting it.
    private let plans: [FaultPlan]
    private var lastWrites = -1
    var lastConnection = 0
    var strikesLeft: Int
    /// Told of every message that a participant receives; a test may interfere.
    package var onDelivery: (SimulatedFederation, SimulatedClient, WireMessage) -> Void = { _, _, _ in }
    /// Told of every sum that was opened, when it is on the server's disk.
    package var onEnd: (RoundRecord) throws -> Void = { _ in }

    /// - Parameters:
    ///   - data: of each participant, in the order of the federation's names.
    ///   - auditsOnce: whether each transcript is checked once for all.
    package init(
        _ documents: TestFederation, options: ServerOptions, data: [ParticipantData], seed: UInt64,
        weather: Weather = Weather(), store: (any ServerStore)? = nil, logger: Logger = .silent,
        auditsOnce: Bool = false
    ) throws {
        self.documents = documents
        self.options = options
        self.weather = weather
        self.logger = logger
        strikesLeft = weather.strikes
        schedule = Schedule(seed: seed)
        roster = documents.roster
        let held = store ?? MemoryServerStore(faults: weather.serverFaults)
        serverStore = held
        serverDisk = weather.serverCallFaults.map { FailingServerStore(held, faults: $0) } ?? held
        worker = try ServerWorker(federation: documents.serverFederation(), store: serverDisk)
        let audit = try auditsOnce ? documents.names.first.map { try documents.clientFederation($0).verifier } : nil
        let shared = audit.map { SharedAudit($0, isFrugal: false) }
        var plans = [weather.serverFaults]
        clients = try zip(documents.names, data).map { name, data in
            let faults = weather.clientFaults[name] ?? FaultPlan()
            plans.append(faults)
            let store = MemoryClientStore(faults: faults)
            let disk: any ClientStore =
                weather.clientCallFaults[name].map { FailingClientStore(store, faults: $0) } ?? store
            return SimulatedClient(
                name: name, store: store, disk: disk,
                worker: ClientWorker(
                    federation: try documents.clientFederation(name), data: data, store: disk, seed: seed,
                    audit: shared),
                kit: documents.roster.content.activeMember(name) == nil ? nil : documents.roster,
                isExpected: weather.arrivals[name] != .infinity)
        }
        self.plans = store == nil ? plans : []
    }

    /// Runs until everybody has come to an end, nothing is left to happen, or the limit of steps is reached.
    ///
    /// - Returns: whether the run is over for the server and for everybody who came.
    package func run(stepLimit: Int = 100_000) throws -> Bool {
        startServer()
        for client in clients where client.isExpected { arrive(client, after: weather.arrivals[client.name] ?? 0) }
        for _ in 0..<stepLimit where !isOver {
            strikeByChance()
            guard let (moment, step) = schedule.next() else { break }
            clock.advance(to: moment)
            try perform(step)
            try check()
        }
        return isOver
    }

    /// Nothing that is looked at changes without a write or a message that says so.
    private func check() throws {
        let writes = plans.reduce(0) { $0 + $1.calls }
        guard writes != lastWrites || plans.isEmpty || ledger.breach != nil else { return }
        lastWrites = writes
        try ledger.check(
            serverStore, clients: clients, members: Set(roster.content.activeNames), onEnd: onEnd)
    }

    private var isOver: Bool {
        guard isFinished else { return false }
        for client in clients where !client.hasEnded && client.isExpected { return false }
        return true
    }

    func arrive(_ client: SimulatedClient, after delay: Double) {
        schedule.add(.startClient(client), on: .own, at: clock.now.advanced(bySeconds: delay))
    }

    /// Moves everybody's clock on, with whatever was to happen meanwhile left to happen.
    func sleep(seconds: Double) { clock.advance(to: clock.now.advanced(bySeconds: seconds)) }

    /// Everything that can happen next. What a process is to do is bound to the life that it was meant for.
    enum Step {
        case accept(SimulatedClient)
        case clientEvent(SimulatedClient, life: Int, ClientEvent)
        case clientJob(SimulatedClient, life: Int, ClientJob, Cancellation)
        case clientMessage(SimulatedClient, ConnectionID, [UInt8])
        case connect(SimulatedClient, life: Int)
        case hangUp(SimulatedClient, ConnectionID)
        case heal(SimulatedClient)
        case serverEvent(life: Int, ServerEvent)
        case serverJob(life: Int, ServerJob)
        case serverMessage(life: Int, ConnectionID, [UInt8])
        case startClient(SimulatedClient)
        case startServer
    }

    private func perform(_ step: Step) throws {
        switch step {
        case .accept(let client): accept(client)
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
