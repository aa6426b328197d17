import Federation
import GrokClient
import GrokTesting
import Logging
import Paillier
import Primitives
import RoundStore
import Testing
import Wire

@testable import GrokServer

/// A server whose events, jobs and moments a test chooses one by one, and participants that do as the test says.
final class ServerBench {
    let documents: TestFederation
    let store: any ServerStore
    let node: ServerNode
    let worker: ServerWorker
    let log = EventLog()
    var now = Timestamp(milliseconds: 1_700_000_000_000)
    /// What the server wants done, oldest first.
    var jobs: [ServerJob] = []
    private(set) var closed: Set<ConnectionID> = []
    private(set) var sent: [ConnectionID: [WireMessage]] = [:]
    private var lastConnection = 0

    init(
        _ names: [String] = ["alice", "bob", "sue"], rounds: Int = 2, rows: Int = 512, minimumContributors: Int = 2,
        uploadSeconds: Double = 300, store: any ServerStore = MemoryServerStore(), documents: TestFederation? = nil,
        federation: ServerFederation? = nil
    ) throws {
        self.documents =
            try documents
            ?? TestFederation(
                names, minimumContributors: minimumContributors, rows: rows,
                codec: CodecParameters(maximumParticipants: 16))
        self.store = store
        let federation = try federation ?? self.documents.serverFederation()
        var options = ServerOptions()
        options.rounds = rounds
        options.uploadSeconds = uploadSeconds
        worker = ServerWorker(federation: federation, store: store)
        node = try ServerNode(federation: federation, store: store, options: options, logger: log.logger, at: now)
        try handle(.started)
    }

    var names: [PartyName] { documents.names }

    func handle(_ event: ServerEvent) throws {
        for effect in try node.handle(event, at: now) {
            switch effect {
            case .close(let connection): closed.insert(connection)
            case .finish, .giveUp, .wake: continue
            case .run(let job): jobs.append(job)
            case .send(let connection, let message): sent[connection, default: []].append(message)
            }
        }
    }

    func advance(bySeconds seconds: Double) throws {
        now = now.advanced(bySeconds: seconds)
        try handle(.wake)
    }

    func receive(_ message: WireMessage, from connection: ConnectionID) throws {
        try handle(.received(connection, WireCodec.decode(WireCodec.encode(message))))
    }

    /// Does the oldest jobs, and those that follow from them.
    func finishJobs() throws { while !jobs.isEmpty { try finishJob() } }

    func finishJob() throws { try handle(.done(worker.perform(jobs.removeFirst()))) }

    func dial(_ name: PartyName) throws -> ConnectionID {
        lastConnection += 1
        let connection = ConnectionID(lastConnection)
        try handle(.connected(connection, name: name, key: documents.key(of: name).verificationKey))
        return connection
    }

    func connect(_ name: PartyName) throws -> ConnectionID {
        let connection = try dial(name)
        try receive(.hello(hello), from: connection)
        return connection
    }

    /// Everybody, in the order of names.
    func connectAll() throws -> [ConnectionID] { try names.map(connect) }

    var hello: Hello {
        Hello(
            version: protocolVersion, federation: documents.manifest.content.federation.text,
            manifest: documents.manifest.digest, rosterNumber: 1, model: nil)
    }

    /// What was sent to a connection since the last time, most recent last.
    func take(_ connection: ConnectionID) -> [WireMessage] { sent.removeValue(forKey: connection) ?? [] }

    var announcement: RoundAnnouncement {
        get throws { try #require(node.current?.announcement) }
    }
}
