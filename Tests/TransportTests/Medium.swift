import Testing

@testable import Transport

/// Two ends of one connection.
struct Pair: Sendable {
    let client: any Connection
    let server: any Connection
    /// What holds the server's end together, to be stopped after the test.
    let listening: TestServer?

    func stop() async throws {
        client.close()
        server.close()
        try await listening?.stop()
    }
}

/// What a connection runs over: the same tests run over both.
enum Medium: CaseIterable, Sendable {
    case memory
    case tls

    func makePair(
        clientLimits: TransportLimits = .patient, serverLimits: TransportLimits = .patient,
        clientBudget: ByteBudget = ByteBudget(), serverBudget: ByteBudget = ByteBudget()
    ) async throws -> Pair {
        let federation = try Federation()
        let server = try federation.identity(Federation.server)
        let client = try federation.identity(Federation.alice)
        switch self {
        case .memory:
            let ends = MemoryConnection.makePair(
                left: (try client.peerIdentity, clientBudget), right: (try server.peerIdentity, serverBudget),
                limits: clientLimits)
            return Pair(client: ends.left, server: ends.right, listening: nil)
        case .tls:
            let listening = try TestServer(server, limits: serverLimits, budget: serverBudget)
            let dialled = await dial(try listening.port, as: client, limits: clientLimits, budget: clientBudget)
            return Pair(client: try dialled.get(), server: await listening.connection(), listening: listening)
        }
    }
}
