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
    /// How many there are to be enrolled later.
    package var newcomers: Int
    /// How many participants, the last ones, never accept a newer roster.
    package var reluctant: Int
    /// Messages and jobs take up to so many seconds.
    package var latency: Double
    package var repeatsMessages: Bool
    /// Writes of the server that fail.
    package var serverFaults: [Int: FaultPlan.Moment]
    /// Writes of the first participant that fail.
    package var clientFaults: [Int: FaultPlan.Moment]
    /// Calls of the server's store that fail, reading ones too.
    package var serverCalls: [Int: FaultPlan.Moment]
    /// The same of the first participant.
    package var clientCalls: [Int: FaultPlan.Moment]

    package init(
        seed: UInt64, participants: Int = 3, rounds: Int = 1, strikes: [Int] = [], isTurbulent: Bool = false,
        newcomers: Int = 0, reluctant: Int = 0, latency: Double = 0, repeatsMessages: Bool = false,
        serverFaults: [Int: FaultPlan.Moment] = [:], clientFaults: [Int: FaultPlan.Moment] = [:],
        serverCalls: [Int: FaultPlan.Moment] = [:], clientCalls: [Int: FaultPlan.Moment] = [:]
    ) {
        self.seed = seed
        self.participants = participants
        self.rounds = rounds
        self.strikes = strikes
        self.isTurbulent = isTurbulent
        self.newcomers = newcomers
        self.reluctant = reluctant
        self.latency = latency
        self.repeatsMessages = repeatsMessages
        self.serverFaults = serverFaults
        self.clientFaults = clientFaults
        self.serverCalls = serverCalls
        self.clientCalls = clientCalls
    }

    /// A case that the seed alone decides.
    package init(drawnFrom seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        self.init(seed: seed)
        participants = [2, 2, 3, 3, 4, 5][generator.integer(below: 6)]
        rounds = [1, 1, 2, 3][generator.integer(below: 4)]
        strikes = Array(0...generator.integer(below: 11)).filter { $0 > 0 }
        isTurbulent = generator.integer(below: 2) == 0
        if isTurbulent {
            newcomers = [0, 0, 1, 2][generator.integer(below: 4)]
            reluctant = generator.integer(below: 4) == 0 ? 1 : 0
        }
        latency = [0, 0.1, 1, 4][generator.integer(below: 4)]
        repeatsMessages = generator.integer(below: 2) == 0
        serverFaults = Self.faults(generator.integer(below: 3), of: 60, &generator)
        clientFaults = Self.faults(generator.integer(below: 2), of: 40, &generator)
        serverCalls = Self.faults(generator.integer(below: 3), of: 300, &generator)
        clientCalls = Self.faults(generator.integer(below: 3), of: 200, &generator)
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
            newcomers == 0 ? nil : "newcomers: \(newcomers)", reluctant == 0 ? nil : "reluctant: \(reluctant)",
            latency == 0 ? nil : "latency: \(latency)", repeatsMessages ? "repeatsMessages: true" : nil,
            serverFaults.isEmpty ? nil : "serverFaults: \(list(serverFaults))",
            clientFaults.isEmpty ? nil : "clientFaults: \(list(clientFaults))",
            serverCalls.isEmpty ? nil : "serverCalls: \(list(serverCalls))",
            clientCalls.isEmpty ? nil : "clientCalls: \(list(clientCalls))",
        ]
        return "SimulationCase(\(arguments.compactMap(\.self).joined(separator: ", ")))"
    }
}
