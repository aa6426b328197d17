package import Federation
package import GrokClient
package import GrokServer
import Primitives
package import RoundStore
import Transport

/// A server and participants in this process, over real sockets with TLS, each with its own state on disk.
///
/// What it starts runs on its own queues; a test waits for exits and for events of the log.
package final class LiveFederation {
    package let documents: TestFederation
    package let log = EventLog()
    package let serverStore: SQLiteServerStore
    private let data: [PartyName: ParticipantData]
    private let seed: UInt64
    private let folder: TemporaryFolder
    private let server: ServerRuntime
    private let serverEnd = Outcome<ServerExit>()
    private var port: UInt16 = 0
    private var participants: [PartyName: Participant] = [:]

    private struct Participant {
        let runtime: ClientRuntime
        let store: SQLiteClientStore
        let end: Outcome<ClientExit>
    }

    /// - Parameters:
    ///   - data: of each participant, in the order of the federation's names.
    ///   - folder: where the state is, of an earlier run too.
    package init(
        _ documents: TestFederation, options: ServerOptions, data: [ParticipantData], seed: UInt64,
        folder: TemporaryFolder
    ) throws {
        self.documents = documents
        self.data = Dictionary(uniqueKeysWithValues: zip(documents.names, data))
        self.seed = seed
        self.folder = folder
        let federation = documents.manifest.content.federation
        serverStore = try SQLiteServerStore(
            StateDirectory.opened(at: "\(folder.path)/server", federation: federation, name: nil))
        server = try ServerRuntime(
            federation: documents.serverFederation(), store: serverStore, options: options, logger: log.logger,
            farewellSeconds: 1, onExit: serverEnd.set)
    }

    /// Starts the server on a port of the system's choice.
    package func startServer() throws {
        port = try server.start(host: "127.0.0.1", port: 0, identity: documents.identity(.server))
    }

    /// Starts a participant; the server runs already.
    package func start(_ name: PartyName) throws {
        let federation = try documents.clientFederation(name)
        let store = try SQLiteClientStore(
            StateDirectory.opened(
                at: "\(folder.path)/\(name)", federation: documents.manifest.content.federation, name: name))
        let end = Outcome<ClientExit>()
        let worker = ClientWorker(
            federation: federation, data: data[name] ?? ParticipantData([], heldOutPercent: 10), store: store,
            seed: seed)
        let runtime = try ClientRuntime(
            node: ClientNode(federation: federation, roster: documents.roster, store: store, logger: log.logger),
            worker: worker, endpoint: endpoint(of: name), logger: log.logger, onExit: end.set)
        participants[name] = Participant(runtime: runtime, store: store, end: end)
        runtime.start()
    }

    private func endpoint(of name: PartyName) throws -> Endpoint {
        let federation = documents.manifest.content.federation
        return try Endpoint(
            host: "127.0.0.1", port: port, serverURI: KitIdentity(federation: federation, role: .server).uri,
            identity: documents.identity(.participant(name)))
    }

    /// How the server's run ends, once it does.
    package func serverExit() async -> ServerExit { await serverEnd.value() }

    /// How a participant's run ends, once it does.
    package func exit(of name: PartyName) async -> ClientExit? { await participants[name]?.end.value() }

    /// Stops a participant, as Ctrl-C does, and lets go of its state.
    package func stop(_ name: PartyName) async throws {
        guard let participant = participants.removeValue(forKey: name) else { return }
        participant.runtime.stop()
        _ = await participant.end.value()
        try participant.store.close()
    }

    /// Stops the server, as Ctrl-C does.
    package func stopServer() { server.stop() }

    /// Stops whatever still runs and lets go of all state.
    package func close() async throws {
        for name in participants.keys { try await stop(name) }
        server.stop()
        _ = await serverExit()
        try serverStore.close()
    }
}
