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

    /// What came of some seeds.
    private struct Tally: Sendable {
        var failed: [UInt64] = []
        /// Federations that rightly wait, for somebody who was revoked or whose person does not accept a roster.
        var waiting = 0
    }

    @Test func everySeedComesToItsEnd() async throws {
        let tally = await Self.play()
        for seed in tally.failed.prefix(Self.mostFailures) {
            let small = SimulationCase(drawnFrom: seed).shrunk { Self.failure(of: $0)?.kind }
            Issue.record("seed \(seed): \(Self.failure(of: small)?.description ?? "") · try \(small).run()")
        }
        print("seeds \(Self.seeds): \(tally.failed.count) failed, \(tally.waiting) rightly wait")
        #expect(tally.failed.isEmpty)
        #expect(tally.waiting < max(Self.seeds.count / 10, 5), "most should come to their end")
    }

    /// Each core takes its share of the seeds.
    private static func play() async -> Tally {
        let cores = ProcessInfo.processInfo.activeProcessorCount
        return await withTaskGroup(of: Tally.self) { group in
            for core in 0..<cores {
                group.addTask { play(seeds.filter { Int($0 % UInt64(cores)) == core }) }
            }
            return await group.reduce(into: Tally()) { all, some in
                all.failed = (all.failed + some.failed).sorted()
                all.waiting += some.waiting
            }
        }
    }

    private static func play(_ seeds: [UInt64]) -> Tally {
        var tally = Tally()
        for seed in seeds where tally.failed.count < mostFailures {
            do {
                if try SimulationCase(drawnFrom: seed).run() != nil { tally.waiting += 1 }
            } catch {
                tally.failed.append(seed)
            }
        }
        return tally
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
