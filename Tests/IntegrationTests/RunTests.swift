import Federation
import GrokClient
import GrokServer
import GrokTesting
import Primitives
import RoundStore
import Testing
import Wire

/// The ways a run may take besides the straight one: few contributors, late ones, missed deadlines, another end.
@Suite struct RunTests {
    private let documents: TestFederation
    private let data = (0..<3).map { TestData.examples(count: 40, seed: 5 + UInt64($0)) }

    init() throws { documents = try TestFederation(["alice", "bob", "sue"], minimumContributors: 2) }

    private func simulation(
        rounds: Int = 2, weather: Weather = Weather(), store: (any ServerStore)? = nil
    ) throws -> SimulatedFederation {
        var options = ServerOptions()
        options.rounds = rounds
        return try SimulatedFederation(
            documents, options: options, data: data, seed: 3, weather: weather, store: store)
    }

    @Test func roundTooFewContributeToIsAbandonedWithItsReason() throws {
        let simulation = try simulation()
        let others = simulation.clients.dropFirst()
        var isCutOff = false
        // Two of three are away from the opening of round 1 until long after its deadline.
        simulation.onDelivery = { simulation, client, message in
            guard case .announcement = message, !isCutOff else { return }
            isCutOff = true
            for client in others { simulation.cutOff(client, seconds: 700) }
        }
        #expect(try simulation.run())
        let rounds = try simulation.serverStore.rounds()
        #expect(rounds.map(\.phase) == [.abandoned, .published, .published, .evaluated])
        #expect(rounds[0].conclusion?.reason == "1 of at least 2 contributions at the deadline")
        #expect(rounds[0].announcement.baseModel == rounds[1].announcement.baseModel)
    }

    @Test func deadlineWithEnoughContributorsGoesOnWithoutTheOthers() throws {
        let simulation = try simulation()
        let slow = simulation.clients[2]
        simulation.onDelivery = { simulation, client, message in
            guard case .announcement = message, client === slow else { return }
            simulation.crash(slow, restartingAfter: 100_000)
        }
        _ = try simulation.run()
        let rounds = try simulation.serverStore.rounds()
        #expect(rounds.map(\.phase) == [.published, .published, .evaluated])
        #expect(rounds.allSatisfy { $0.contributors == Array(documents.names.prefix(2)) })
    }

    @Test func lateJoinerTakesPartFromThenOn() throws {
        var weather = Weather()
        weather.latency = 4
        weather.arrivals = [documents.names[2]: 40]
        let simulation = try simulation(rounds: 6, weather: weather)
        #expect(try simulation.run())
        let counts = try simulation.serverStore.rounds().map(\.contributors.count)
        #expect(counts.first == 2)
        #expect(counts.last == 3)
    }

    @Test func evaluationThatMissesItsDeadlineEndsTheRunAllTheSame() throws {
        let simulation = try simulation()
        // Everybody is away as soon as the evaluation is announced.
        simulation.onDelivery = { simulation, _, message in
            guard case .announcement(let signed) = message, signed.announcement.kind == .evaluation else { return }
            for client in simulation.clients { simulation.cutOff(client, seconds: 200) }
        }
        #expect(try simulation.run())
        #expect(try simulation.serverStore.rounds().map(\.phase) == [.published, .published, .abandoned])
        for client in simulation.clients {
            guard case .finished(_, 2, let totals) = client.outcome else { return #expect(Bool(false)) }
            #expect(totals == nil)
        }
    }

    @Test func largerNumberOfRoundsGoesOnFromTheLastModel() throws {
        let store = MemoryServerStore()
        #expect(try simulation(rounds: 1, store: store).run())
        let model = store.snapshot().model
        #expect(try simulation(rounds: 3, store: store).run())
        let rounds = store.rounds()
        #expect(rounds.map(\.phase) == [.published, .evaluated, .published, .published, .evaluated])
        #expect(rounds[2].announcement.baseModel == model)
    }

    @Test func finishedRunStartedAgainTellsWhoMissedTheEnd() throws {
        let store = MemoryServerStore()
        #expect(try simulation(rounds: 1, store: store).run())
        // Participants with empty stores: they learn the end, and fetch the last model.
        let again = try simulation(rounds: 1, store: store)
        #expect(try again.run())
        #expect(store.rounds().count == 2)
        for client in again.clients {
            guard case .finished(let model, 1, _) = client.outcome else { return #expect(Bool(false)) }
            #expect(try client.store.hasBlob(.model(model)))
        }
    }
}
