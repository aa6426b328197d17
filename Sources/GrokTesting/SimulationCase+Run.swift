import Federation
import GrokClient
import GrokServer
import Learning
import Primitives
package import RoundStore
import Synchronization

extension SimulationCase {
    /// Steps within which a run of this size ends, with a wide margin.
    private static let stepLimit = 20_000

    /// Seconds within which it ends: whoever is away comes back, and a deadline is never a day ahead.
    private static let timeLimit = 86_400.0

    /// Plays it, and holds everybody to what was promised.
    ///
    /// - Parameter store: the server's; by default one that keeps what it is given.
    /// - Returns: why the federation waits and is right to do so, where it does not come to its end.
    /// - Throws: ``SimulationFailure``.
    @discardableResult
    package func run(store: ((FaultPlan) -> any ServerStore)? = nil) throws -> String? {
        let documents = try Documents.of(participants, newcomers: newcomers)
        var options = ServerOptions()
        options.rounds = rounds
        let weather = try weather(of: documents)
        let simulation = try SimulatedFederation(
            documents, options: options, data: data, seed: seed, weather: weather,
            store: store?(weather.serverFaults), auditsOnce: true)
        var plain = try PlainFederation(documents, data: data, seed: seed)
        simulation.onEnd = { try Self.checkSum(of: $0, &plain) }
        let start = simulation.clock.now
        do {
            let isOver = try simulation.run(stepLimit: Self.stepLimit)
            guard simulation.clock.now.seconds(since: start) < Self.timeLimit else {
                throw SimulationFailure(.progress, "it took days: \(simulation.standing)")
            }
            if let reason = try isOver ? nil : simulation.reasonToWait() { return reason }
            guard isOver else {
                throw SimulationFailure(.progress, "it did not come to an end: \(simulation.standing)")
            }
            try checkEnd(of: simulation, model: plain.newest)
            return nil
        } catch let breach as Ledger.Breach {
            throw SimulationFailure(.promise, breach.description)
        }
    }

    /// Every participant has messages with one word, its own: what a model knows of a word says how often whose
    /// contribution was counted.
    private var data: [ParticipantData] {
        (0..<participants + newcomers).map { index in
            let example = SparseExample(features: [UInt32(index)], label: true)
            return ParticipantData([(Digest(sha256: [UInt8(index)]), example)], heldOutPercent: 10)
        }
    }

    private func weather(of documents: TestFederation) throws -> Weather {
        var weather = Weather()
        weather.strikes = strikes.last ?? 0
        weather.spared = Set(1...max(1, weather.strikes)).subtracting(strikes)
        weather.kinds = isTurbulent ? Strike.allCases : Strike.ordinary
        weather.latency = latency
        weather.repeatsMessages = repeatsMessages
        weather.serverFaults = FaultPlan(serverFaults)
        weather.clientFaults = [documents.names[0]: FaultPlan(clientFaults)]
        if !serverCalls.isEmpty { weather.serverCallFaults = FaultPlan(serverCalls) }
        if !clientCalls.isEmpty { weather.clientCallFaults = [documents.names[0]: FaultPlan(clientCalls)] }
        weather.reluctant = Set(documents.manifest.content.holders.suffix(reluctant).map(\.name))
        return weather
    }

    /// A sum is of exactly its contributors, whose contributions are made again and added in the clear.
    private static func checkSum(of record: RoundRecord, _ plain: inout PlainFederation) throws {
        let expected = try plain.play(record.announcement, contributors: record.contributors)
        guard record.conclusion?.model == expected.model, record.conclusion?.totals == expected.totals else {
            throw SimulationFailure(
                .sum, "round \(record.announcement.round) is not the sum of \(record.contributors)")
        }
    }

    /// All rounds are there, and everybody who takes part has the last model.
    private func checkEnd(of simulation: SimulatedFederation, model: Digest) throws {
        let phases = try simulation.serverStore.rounds().map(\.phase)
        guard phases.count(where: { $0 == .published }) == rounds else {
            throw SimulationFailure(.progress, "\(phases) instead of \(rounds) published rounds")
        }
        for client in simulation.clients where client.isExpected && simulation.isActive(client) {
            guard case .finished(model, _, _) = client.outcome else {
                let outcome = client.outcome.map { "\($0)" } ?? "nothing"
                throw SimulationFailure(.outcome, "\(client.name) ended with \(outcome)")
            }
        }
    }

    /// Federations for tests, made once.
    private enum Documents {
        private static let known = Mutex<[[Int]: TestFederation]>([:])

        static func of(_ participants: Int, newcomers: Int) throws -> TestFederation {
            try known.withLock { known in
                if let documents = known[[participants, newcomers]] { return documents }
                let names = (1...participants).map { "p\($0)" }
                let documents = try TestFederation(
                    names, threshold: participants < 4 ? 1 : 3, toleratedHolders: participants < 4 ? 0 : 1, rows: 16,
                    newcomers: (0..<newcomers).map { "q\($0 + 1)" })
                known[[participants, newcomers]] = documents
                return documents
            }
        }
    }
}

extension SimulatedFederation {
    /// Where everybody is, for whoever looks into a failure.
    fileprivate var standing: String {
        let rounds = (try? serverStore.rounds().map { "\($0.announcement.round) \($0.phase)" }) ?? []
        let names = clients.map { client in
            client.outcome.map { "\(client.name) \($0)" }
                ?? "\(client.name) \(client.node == nil ? "is down" : "waits")"
        }
        return (rounds + names).joined(separator: ", ")
    }
}
