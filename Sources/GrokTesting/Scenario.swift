package import Federation
package import GrokClient
package import GrokServer
package import Primitives
package import RoundStore

/// A federation and what its participants have, to be run over either transport.
package struct Scenario: Sendable {
    package var names = ["alice", "bob", "sue"]
    package var key = TestKey.none
    /// Labelled messages of each participant, in the order of names.
    package var examples = [60, 45, 30]
    package var minimumContributors = 2
    package var threshold = 1
    package var rows = 64
    /// Who does not come.
    package var absent: Set<String> = []
    package var seed: UInt64 = 1
    package var options: ServerOptions

    package init(rounds: Int = 3) {
        options = ServerOptions()
        options.rounds = rounds
    }

    /// What came of it.
    package struct Run: Sendable {
        package let documents: TestFederation
        package let rounds: [RoundRecord]
        /// Of everybody who came.
        package let outcomes: [PartyName: ClientOutcome]
        /// The newest model of the server.
        package let model: Digest?
    }

    package func makeDocuments() throws -> TestFederation {
        try TestFederation(
            names, key: key, threshold: threshold, minimumContributors: minimumContributors, rows: rows)
    }

    package var data: [ParticipantData] {
        zip(names.sorted(), examples).enumerated().map { index, participant in
            TestData.examples(count: participant.1, seed: seed &* 31 &+ UInt64(index), rows: rows)
        }
    }

    package func makePlain(_ documents: TestFederation) throws -> PlainFederation {
        try PlainFederation(documents, data: data, seed: seed)
    }

    /// In one thread, without sockets.
    package func simulate() throws -> Run {
        let documents = try makeDocuments()
        var weather = Weather()
        for name in documents.names where absent.contains(name.text) { weather.arrivals[name] = .infinity }
        let simulation = try SimulatedFederation(
            documents, options: options, data: data, seed: seed, weather: weather)
        _ = try simulation.run()
        let outcomes = simulation.clients.compactMap { client in client.outcome.map { (client.name, $0) } }
        return try Run(
            documents: documents, rounds: simulation.serverStore.rounds(),
            outcomes: Dictionary(uniqueKeysWithValues: outcomes), model: simulation.serverStore.snapshot().model)
    }

    /// Over sockets, with state on disk.
    package func runLive() async throws -> Run {
        let documents = try makeDocuments()
        let live = try LiveFederation(
            documents, options: options, data: data, seed: seed, folder: TemporaryFolder())
        try live.startServer()
        let present = documents.names.filter { !absent.contains($0.text) }
        for name in present { try live.start(name) }
        var outcomes: [PartyName: ClientOutcome] = [:]
        for name in present {
            if case .outcome(let outcome) = await live.exit(of: name) { outcomes[name] = outcome }
        }
        _ = await live.serverExit()
        let run = try Run(
            documents: documents, rounds: live.serverStore.rounds(), outcomes: outcomes,
            model: live.serverStore.snapshot().model)
        try await live.close()
        return run
    }
}
