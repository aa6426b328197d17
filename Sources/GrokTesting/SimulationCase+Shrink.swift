extension SimulationCase {
    /// The smallest case that can be found to fail in the same way: fewer rounds, participants, strikes and faults, one
    /// thing after the other for as long as that helps.
    ///
    /// - Parameter failure: how a case fails, nil when it does not.
    package func shrunk(_ failure: (SimulationCase) -> SimulationFailure.Kind?) -> SimulationCase {
        guard let kind = failure(self) else { return self }
        var best = self
        while let smaller = best.smaller.first(where: { failure($0) == kind }) { best = smaller }
        return best
    }

    /// Cases that are a little simpler than this one, those that save most first.
    private var smaller: [SimulationCase] {
        var cases: [SimulationCase] = []
        func add(_ change: (inout SimulationCase) -> Void) {
            var smaller = self
            change(&smaller)
            if smaller != self { cases.append(smaller) }
        }
        add { $0.rounds = 1 }
        add { $0.strikes = Array(strikes.prefix(strikes.count / 2)) }
        add { $0.strikes = Array(strikes.suffix(strikes.count / 2)) }
        add { $0.serverFaults = [:] }
        add { $0.clientFaults = [:] }
        add { $0.serverCalls = [:] }
        add { $0.clientCalls = [:] }
        add { $0.repeatsMessages = false }
        add { $0.latency = 0 }
        add { $0.isTurbulent = false }
        add { $0.newcomers = max(0, newcomers - 1) }
        add { $0.reluctant = 0 }
        add { $0.participants = max(2, participants - 1) }
        add { $0.rounds = max(1, rounds - 1) }
        for index in strikes.indices { add { $0.strikes.remove(at: index) } }
        for write in serverFaults.keys.sorted() { add { $0.serverFaults[write] = nil } }
        for write in clientFaults.keys.sorted() { add { $0.clientFaults[write] = nil } }
        for call in serverCalls.keys.sorted() { add { $0.serverCalls[call] = nil } }
        for call in clientCalls.keys.sorted() { add { $0.clientCalls[call] = nil } }
        return cases
    }
}
