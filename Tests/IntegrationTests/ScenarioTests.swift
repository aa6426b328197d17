import Federation
import GrokClient
import GrokServer
import GrokTesting
import Primitives
import RoundStore
import Testing

/// The same scenarios in one thread and over real sockets: what is decrypted is the sum computed in the clear.
@Suite struct ScenarioTests {
    enum Medium: String, CaseIterable {
        case live, simulated
    }

    static let scenarios: [String: Scenario] = {
        var single = Scenario()
        single.key = .single
        var shared = Scenario()
        (shared.key, shared.threshold) = (.threshold, 2)
        var two = Scenario(rounds: 2)
        (two.names, two.examples) = (["alice", "bob"], [40, 41])
        var uneven = Scenario()
        (uneven.names, uneven.examples) = (["a", "b", "c", "d", "e"], [1, 19, 20, 500, 64])
        uneven.minimumContributors = 5
        var absent = Scenario(rounds: 2)
        absent.absent = ["bob"]
        absent.options.gatherSeconds = 0.2
        var large = Scenario(rounds: 1)
        (large.rows, large.key) = (65_536, .none)
        return [
            "three without a key": Scenario(), "three with a key": single, "three with a key in shares": shared,
            "two": two, "uneven": uneven,
            "one stays away": absent, "a model of several parts": large,
        ]
    }()

    @Test(arguments: scenarios.keys.sorted(), Medium.allCases)
    func sumsArePlainSums(name: String, medium: Medium) async throws {
        let scenario = try #require(Self.scenarios[name])
        let run =
            switch medium {
            case .live: try await scenario.runLive()
            case .simulated: try scenario.simulate()
            }
        try verify(run, of: scenario)
    }

    private func verify(_ run: Scenario.Run, of scenario: Scenario) throws {
        let present = run.documents.names.filter { !scenario.absent.contains($0.text) }
        let phases = [RoundRecord.Phase](repeating: .published, count: scenario.options.rounds) + [.evaluated]
        #expect(run.rounds.map(\.phase) == phases)
        var plain = try scenario.makePlain(run.documents)
        for round in run.rounds {
            #expect(round.contributors == present)
            #expect(round.announcement.baseModel == plain.newest)
            let expected = try plain.play(round.announcement, contributors: round.contributors)
            #expect(round.conclusion?.model == expected.model)
            #expect(round.conclusion?.totals == expected.totals)
        }
        #expect(run.model == plain.newest)
        #expect(run.outcomes.keys.sorted() == present)
        for (name, outcome) in run.outcomes {
            guard case .finished(let model, let published, let totals) = outcome else {
                Issue.record("\(name) did not finish")
                continue
            }
            #expect(model == plain.newest)
            #expect(published == scenario.options.rounds)
            #expect(totals == run.rounds.last?.conclusion?.totals)
        }
    }
}
