import Federation
import GrokClient
import GrokServer
import GrokTesting
import Primitives
import RoundStore
import Testing

/// A whole federation in one thread, over in-memory transport and store, from one seed.
@Suite struct SimulationTests {
    @Test(arguments: 1...20 as ClosedRange<UInt64>)
    func federationRunsToItsEnd(seed: UInt64) throws {
        let simulation = try makeSimulation(seed: seed, rounds: 4)
        #expect(try simulation.run())

        let rounds = try simulation.serverStore.rounds()
        #expect(rounds.map(\.phase) == [.published, .published, .published, .published, .evaluated])
        let last = try #require(try simulation.serverStore.snapshot().model)
        for client in simulation.clients {
            guard case .finished(let model, let published, let totals) = client.outcome else {
                Issue.record("\(client.name) did not finish")
                continue
            }
            #expect(model == last)
            #expect(published == 4)
            #expect(totals?.heldOutExamples == rounds.last?.conclusion?.totals?.heldOutExamples)
            #expect(try client.store.hasBlob(.model(last)))
            #expect(try client.store.newestModel()?.digest == last)
        }
    }

    @Test func equalSeedsMakeEqualModels() throws {
        let models = try (0..<2).map { _ in
            let simulation = try makeSimulation(seed: 7, rounds: 2)
            _ = try simulation.run()
            return try simulation.serverStore.snapshot().model
        }
        #expect(models[0] != nil)
        #expect(models[0] == models[1])
    }

    private func makeSimulation(seed: UInt64, rounds: Int) throws -> SimulatedFederation {
        var options = ServerOptions()
        options.rounds = rounds
        return try SimulatedFederation(
            TestFederation(["bob", "alice", "sue"]), options: options,
            data: (0..<3).map { TestData.examples(count: 60, seed: seed &* 3 + $0) }, seed: seed)
    }
}
