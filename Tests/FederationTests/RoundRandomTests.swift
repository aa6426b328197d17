import Testing

@testable import Federation

/// Thousands of runs of events in any order. What must hold is in ``RoundSimulation``.
@Suite struct RoundRandomTests {
    @Test(arguments: Seeds.some(40))
    func whateverHappensTheRunIsInOrderAndEnds(seed: UInt64) {
        for run in 0..<100 {
            var simulation = RoundSimulation(seed: seed &* 1000 &+ UInt64(run))
            for _ in 0..<300 { simulation.step() }
            simulation.settle()
            #expect(simulation.faults.isEmpty, "run \(run)")
            if !simulation.faults.isEmpty { return }
        }
    }
}
