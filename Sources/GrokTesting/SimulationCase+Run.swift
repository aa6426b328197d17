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

    /// Plays it, and holds everybody to what was promised.
    ///
    /// - Parameter store: the server's; by default one that keeps what it is given.
    /// - Throws: ``SimulationFailure``.
    package func run(store: ((FaultPlan) -> any ServerStore)? = nil) throws {
        let documents = try Documents.of(participants)
        var options = ServerOptions()
        options.rounds = rounds
        let weather = try weather(of: documents)
        let simulation = try SimulatedFederation(
            documents, options: options, data: data, seed: seed, weather: weather,
            store: store?(weather.serverFaults))
        do {
            guard try simulation.run(stepLimit: Self.stepLimit) else {
                throw SimulationFailure(.progress, "it did not come to an end: \(simulation.standing)")
            }
        } catch let breach as Ledger.Breach {
            throw SimulationFailure(.promise, breach.description)
        }
        try check(simulation, documents)
    }

    /// Every participant has messages with one word, its own: what a model knows of a word says how often whose
    /// contribution was counted.
    private var data: [ParticipantData] {
        (0..<participants).map { index in
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
        return weather
    }

    private func check(_ simulation: SimulatedFederation, _ documents: TestFederation) throws {
        let records = try simulation.serverStore.rounds()
        guard records.count(where: { $0.phase == .published }) == rounds else {
            throw SimulationFailure(.progress, "\(records.map(\.phase)) instead of \(rounds) published rounds")
        }
        var plain = try PlainFederation(documents, data: data, seed: seed)
        for record in records where record.phase != .abandoned {
            let expected = try plain.play(record.announcement, contributors: record.contributors)
            guard record.conclusion?.model == expected.model, record.conclusion?.totals == expected.totals else {
                throw SimulationFailure(
                    .sum, "round \(record.announcement.round) is not the sum of \(record.contributors)")
            }
        }
        let members = Set(simulation.roster.content.activeNames)
        for client in simulation.clients where members.contains(client.name) {
            guard case .finished(let model, _, _) = client.outcome, model == plain.newest else {
                let outcome = client.outcome.map { "\($0)" } ?? "nothing"
                throw SimulationFailure(.outcome, "\(client.name) ended with \(outcome)")
            }
        }
    }

    /// Federations for tests, made once.
    private enum Documents {
        private static let known = Mutex<[Int: TestFederation]>([:])

        static func of(_ participants: Int) throws -> TestFederation {
            try known.withLock { known in
                if let documents = known[participants] { return documents }
                let names = (1...participants).map { "p\($0)" }
                let documents = try TestFederation(
                    names, threshold: participants < 4 ? 1 : 3, toleratedHolders: participants < 4 ? 0 : 1, rows: 16)
                known[participants] = documents
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
