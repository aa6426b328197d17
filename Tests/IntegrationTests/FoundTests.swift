import GrokTesting
import RoundStore
import Testing

/// What random simulations have found, as the lines that they shrank it to.
@Suite struct FoundTests {
    /// Somebody sets the server's clock back by weeks while it is down: the deadline of a round that it resumes was weeks
    /// ahead then, and a round that had lost a participant lasted as long.
    @Test func aDeadlineIsNotWeeksAhead() throws {
        try SimulationCase(
            seed: 1029, participants: 3, rounds: 1, strikes: [1, 3, 4, 5, 7, 8, 9], isTurbulent: true, latency: 4
        ).run()
        try SimulationCase(
            seed: 1064, participants: 2, rounds: 1, strikes: [1, 4, 5, 6, 7, 8, 9, 10], isTurbulent: true,
            latency: 0.1, repeatsMessages: true, clientCalls: [18: .after, 39: .after]
        ).run()
    }

    /// The same, with a holder who was revoked meanwhile.
    @Test func aDeadlineIsNotWeeksAheadWhereSomebodyWasRevoked() throws {
        try SimulationCase(
            seed: 1068, participants: 5, rounds: 1, strikes: [1, 2, 3, 5], isTurbulent: true, latency: 1,
            repeatsMessages: true
        ).run()
        try SimulationCase(seed: 1327, participants: 5, rounds: 1, strikes: [1, 2, 4, 5, 7], isTurbulent: true).run()
    }

    /// A server that was restarted after nobody had come to the evaluation asked for another one, when those whom it needed
    /// knew that the run was over and had left.
    @Test func aMissedEvaluationIsNotTriedAgain() throws {
        try SimulationCase(
            seed: 8737, participants: 5, rounds: 1, strikes: [1, 2, 3, 4, 5, 6, 8, 9, 10], isTurbulent: true,
            latency: 0.1, repeatsMessages: true
        ).run()
    }
}
