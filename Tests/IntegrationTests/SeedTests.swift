import Foundation
import GrokTesting
import RoundStore
import Testing

/// Thousands of small federations, each with its own weather. What fails is made smaller and printed as the line that a
/// test is made of.
@Suite struct SeedTests {
    /// Which seeds; `make soak` asks for more.
    private static let seeds: ClosedRange<UInt64> = {
        let environment = ProcessInfo.processInfo.environment
        let count = environment["GROK_SIMULATION_SEEDS"].flatMap(UInt64.init) ?? 100
        let first = environment["GROK_SIMULATION_FIRST"].flatMap(UInt64.init) ?? 1
        return first...first + max(count, 1) - 1
    }()

    /// More would not say more.
    private static let mostFailures = 5

    @Test func everySeedComesToItsEnd() async throws {
        let failed = await Self.failures()
        for seed in failed.prefix(Self.mostFailures) {
            let small = SimulationCase(drawnFrom: seed).shrunk { Self.failure(of: $0)?.kind }
            Issue.record("seed \(seed): \(Self.failure(of: small)?.description ?? "") · try \(small).run()")
        }
        #expect(failed.isEmpty)
    }

    /// Others run beside it, and some of them have deadlines: after each seed it is their turn.
    private static func failures() async -> [UInt64] {
        var failed: [UInt64] = []
        for seed in seeds {
            if failure(of: SimulationCase(drawnFrom: seed)) != nil { failed.append(seed) }
            if failed.count == mostFailures { break }
            await Task.yield()
        }
        return failed
    }

    static func failure(of example: SimulationCase) -> SimulationFailure? {
        do {
            try example.run()
            return nil
        } catch let failure as SimulationFailure {
            return failure
        } catch {
            return SimulationFailure(.promise, "\(error)")
        }
    }

    @Test func aFailingCaseShrinksToWhatMakesItFail() {
        var large = SimulationCase(drawnFrom: 1)
        (large.participants, large.rounds, large.strikes) = (5, 3, Array(1...10))
        (large.serverFaults, large.clientFaults) = ([3: .after, 9: .before], [4: .before])
        let small = large.shrunk { example in
            example.participants >= 3 && example.strikes.contains(7) && example.serverFaults[9] != nil ? .promise : nil
        }
        #expect(
            "\(small)"
                == "SimulationCase(seed: 1, participants: 3, rounds: 1, strikes: [7], serverFaults: [9: .before])")
    }
}
