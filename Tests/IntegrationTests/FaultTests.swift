import Federation
import GrokClient
import GrokServer
import GrokTesting
import Learning
import Primitives
import RoundStore
import Testing

/// Processes are killed, connections break, disks fail, in any phase and from one seed; the federation comes to its end
/// with the models that it would have had.
@Suite struct FaultTests {
    @Test(arguments: 1...100 as ClosedRange<UInt64>)
    func federationSurvivesStrikes(seed: UInt64) throws {
        var weather = Weather()
        weather.strikes = 12
        weather.latency = 2
        weather.repeatsMessages = true
        try check(seed: seed, weather)
    }

    @Test(arguments: 1...100 as ClosedRange<UInt64>)
    func federationSurvivesFailingWrites(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        var weather = Weather()
        weather.strikes = 3
        weather.latency = 1
        weather.serverFaults = Self.faults(5, of: 60, &generator)
        for name in Self.names {
            weather.clientFaults[try PartyName(name)] = Self.faults(3, of: 40, &generator)
        }
        try check(seed: seed, weather)
    }

    /// Four of five holders have to agree, so that one may be a mole.
    @Test(arguments: 1...20 as ClosedRange<UInt64>)
    func quorumOfFourSurvivesStrikes(seed: UInt64) throws {
        var weather = Weather()
        weather.strikes = 12
        weather.latency = 2
        weather.repeatsMessages = true
        let documents = try TestFederation(["a", "b", "c", "d", "e"], threshold: 3, toleratedHolders: 1)
        #expect(documents.manifest.content.quorum == 4)
        try check(seed: seed, weather, documents: documents)
    }

    @Test func everyWriteOfTheServerMayFail() throws {
        for write in 1...90 {
            for moment in [FaultPlan.Moment.before, .after] {
                var weather = Weather()
                weather.serverFaults = FaultPlan([write: moment])
                try check(seed: UInt64(write), weather, "write \(write) fails \(moment)")
            }
        }
    }

    @Test func everyWriteOfAParticipantMayFail() throws {
        for write in 1...40 {
            for moment in [FaultPlan.Moment.before, .after] {
                var weather = Weather()
                weather.clientFaults = [try PartyName("alice"): FaultPlan([write: moment])]
                try check(seed: UInt64(write), weather, "write \(write) fails \(moment)")
            }
        }
    }

    private static let names = ["alice", "bob", "sue"]
    private static let documents = Result { try TestFederation(names) }

    private static func faults(_ count: Int, of writes: Int, _ generator: inout SeededGenerator) -> FaultPlan {
        var faults: [Int: FaultPlan.Moment] = [:]
        for _ in 0..<count {
            faults[1 + generator.integer(below: writes)] = generator.integer(below: 2) == 0 ? .before : .after
        }
        return FaultPlan(faults)
    }

    private func check(
        seed: UInt64, _ weather: Weather, _ what: String = "strikes", documents: TestFederation? = nil
    ) throws {
        let documents = try documents ?? Self.documents.get()
        let data = (0..<documents.names.count).map {
            TestData.examples(count: 24 + 8 * $0, seed: seed &* 5 + UInt64($0))
        }
        var options = ServerOptions()
        options.rounds = 3
        let simulation = try SimulatedFederation(
            documents, options: options, data: data, seed: seed, weather: weather)
        do {
            #expect(try simulation.run(stepLimit: 20_000), "seed \(seed), \(what): it did not come to an end")
        } catch {
            Issue.record("seed \(seed), \(what): \(error)")
        }
        var plain = try PlainFederation(documents, data: data, seed: seed)
        let rounds = try simulation.serverStore.rounds()
        #expect(rounds.count { $0.phase == .published } == 3, "seed \(seed), \(what)")
        for round in rounds {
            #expect([.abandoned, .evaluated, .published].contains(round.phase), "seed \(seed), \(what)")
            guard round.phase != .abandoned else { continue }
            let expected = try plain.play(round.announcement, contributors: round.contributors)
            #expect(round.conclusion?.model == expected.model, "seed \(seed), \(what): \(round.announcement.round)")
            #expect(round.conclusion?.totals == expected.totals, "seed \(seed), \(what): \(round.announcement.round)")
        }
        for client in simulation.clients {
            #expect(try client.store.newestModel()?.digest == plain.newest, "seed \(seed), \(what): \(client.name)")
        }
    }
}
