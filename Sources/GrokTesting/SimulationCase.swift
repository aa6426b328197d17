import Learning
package import RoundStore

/// Everything that decides how a simulation goes. Its description is the expression that makes it again.
package struct SimulationCase: Hashable, Sendable {
    package var seed: UInt64
    package var participants: Int
    package var rounds: Int
    /// Numbers, from 1 and ascending, of the strikes that are carried out.
    package var strikes: [Int]
    /// What the strikes are: crashes only, or clocks and rosters too.
    package var isTurbulent: Bool
    /// Messages and jobs take up to so many seconds.
    package var latency: Double
    package var repeatsMessages: Bool
    /// Writes of the server that fail.
    package var serverFaults: [Int: FaultPlan.Moment]
    /// Writes of the first participant that fail.
    package var clientFaults: [Int: FaultPlan.Moment]

    package init(
        seed: UInt64, participants: Int = 3, rounds: Int = 1, strikes: [Int] = [], isTurbulent: Bool = false,
        latency: Double = 0, repeatsMessages: Bool = false, serverFaults: [Int: FaultPlan.Moment] = [:],
        clientFaults: [Int: FaultPlan.Moment] = [:]
    ) {
        self.seed = seed
        self.participants = participants
        self.rounds = rounds
        self.strikes = strikes
        self.isTurbulent = isTurbulent
        self.latency = latency
        self.repeatsMessages = repeatsMessages
        self.serverFaults = serverFaults
        self.clientFaults = clientFaults
    }

    /// A case that the seed alone decides.
    package init(drawnFrom seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        self.init(seed: seed)
        participants = 2 + generator.integer(below: 4)
        rounds = 1 + generator.integer(below: 3)
        strikes = Array(0...generator.integer(below: 11)).filter { $0 > 0 }
        // Clocks and rosters by hand: a revocation can rightly leave a round waiting for ever.
        isTurbulent = false
        latency = [0, 0.1, 1, 4][generator.integer(below: 4)]
        repeatsMessages = generator.integer(below: 2) == 0
        serverFaults = Self.faults(generator.integer(below: 4), of: 40, &generator)
        clientFaults = Self.faults(generator.integer(below: 3), of: 30, &generator)
    }

    private static func faults(
        _ count: Int, of writes: Int, _ generator: inout SeededGenerator
    ) -> [Int: FaultPlan.Moment] {
        var faults: [Int: FaultPlan.Moment] = [:]
        for _ in 0..<count {
            faults[1 + generator.integer(below: writes)] = generator.integer(below: 2) == 0 ? .before : .after
        }
        return faults
    }
}

extension SimulationCase: CustomStringConvertible {
    package var description: String {
        func list(_ faults: [Int: FaultPlan.Moment]) -> String {
            faults.isEmpty
                ? "[:]" : "[\(faults.sorted { $0.key < $1.key }.map { "\($0): .\($1)" }.joined(separator: ", "))]"
        }
        let arguments = [
            "seed: \(seed)", "participants: \(participants)", "rounds: \(rounds)",
            strikes.isEmpty ? nil : "strikes: \(strikes)", isTurbulent ? "isTurbulent: true" : nil,
            latency == 0 ? nil : "latency: \(latency)", repeatsMessages ? "repeatsMessages: true" : nil,
            serverFaults.isEmpty ? nil : "serverFaults: \(list(serverFaults))",
            clientFaults.isEmpty ? nil : "clientFaults: \(list(clientFaults))",
        ]
        return "SimulationCase(\(arguments.compactMap(\.self).joined(separator: ", ")))"
    }
}
