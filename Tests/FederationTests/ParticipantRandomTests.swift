import Testing

@testable import Federation

/// Thousands of runs of events in any order. What must hold is in ``ParticipantSimulation``.
@Suite struct ParticipantRandomTests {
    @Test(arguments: Seeds.some(20))
    func whateverHappensAParticipantDoesItsPart(seed: UInt64) throws {
        let draft = try Parties().draft()
        for run in 0..<100 {
            var simulation = ParticipantSimulation(seed: seed &* 1000 &+ UInt64(run), draft: draft)
            for _ in 0..<100 { simulation.step() }
            simulation.settle()
            if let open = simulation.open {
                #expect(simulation.contributions[open.digest] == .acknowledged, "run \(run)")
            }
            while !simulation.isOver { simulation.advanceServer() }
            simulation.settle()
            #expect(simulation.hasLeft, "run \(run)")
            #expect(simulation.faults.isEmpty, "run \(run)")
            if !simulation.faults.isEmpty { return }
        }
    }
}
