import Testing

@testable import Federation

/// Runs that end before all their rounds are published, since the model does not get better.
@Suite struct EarlyStopTests {
    @Test func aRunThatGetsNoBetterEndsWithItsEvaluation() {
        var driver = RoundDriver(rounds: 10, stopAfter: 2)
        for errorRate in [0.7, 0.5, 0.6] { #expect(Self.kind(driver.publish(baseErrorRate: errorRate)) == .training) }
        // As good as the best is not better.
        let actions = driver.publish(baseErrorRate: 0.5)
        #expect(actions.first == .stopTraining(stalled: 2))
        #expect(Self.kind(actions) == .evaluation)
        #expect(driver.publish(baseErrorRate: 0.1) == [.finish(evaluated: true)])
        #expect(driver.machine.published == 4)
    }

    @Test func aBetterModelGivesItTimeAgain() {
        var driver = RoundDriver(rounds: 10, stopAfter: 2)
        for errorRate in [0.7, 0.8, 0.6, 0.65, 0.5, 0.9] {
            #expect(Self.kind(driver.publish(baseErrorRate: errorRate)) == .training)
        }
        #expect(Self.kind(driver.publish(baseErrorRate: 0.9)) == .evaluation)
    }

    @Test func withoutTheOptionNothingEndsEarly() {
        var driver = RoundDriver(rounds: 6)
        for _ in 0..<5 { #expect(Self.kind(driver.publish(baseErrorRate: 0.7)) == .training) }
        let last = driver.publish(baseErrorRate: 0.7)
        #expect(Self.kind(last) == .evaluation && last.count == 2)
    }

    @Test func whatWasNotMeasuredCountsNeitherWay() {
        var driver = RoundDriver(rounds: 10, stopAfter: 1)
        #expect(Self.kind(driver.publish(baseErrorRate: 0.7)) == .training)
        for _ in 0..<3 { #expect(Self.kind(driver.publish()) == .training) }
        #expect(Self.kind(driver.publish(baseErrorRate: 0.7)) == .evaluation)
    }

    /// The last round that was asked for is the end anyhow.
    @Test func theLastRoundIsNoEarlyEnd() {
        var driver = RoundDriver(rounds: 2, stopAfter: 1)
        _ = driver.publish(baseErrorRate: 0.5)
        let actions = driver.publish(baseErrorRate: 0.5)
        #expect(Self.kind(actions) == .evaluation && actions.count == 2)
    }

    @Test func anEarlyEndWaitsForEvaluatorsNoLongerThanAnotherEnd() {
        var driver = RoundDriver(rounds: 10, stopAfter: 1)
        _ = driver.publish(baseErrorRate: 0.5)
        _ = driver.answer(driver.decrypt(blocks: 1))
        _ = driver.disconnect("alice", "bob")
        #expect(
            driver.machine.publish(baseErrorRate: 0.6, at: driver.now)
                == [.stopTraining(stalled: 1), .wake(at: driver.moment(60))])
        #expect(driver.wake(after: 60) == [.finish(evaluated: false)])
    }

    @Test(arguments: [true, false]) func aRestartRemembersTheErrorRates(isEvaluated: Bool) {
        let resumption = RoundResumption(
            published: 3, lastRound: 4, evaluation: isEvaluated ? .done : .due, errorRates: [0.7, 0.5, nil, 0.6])
        var driver = RoundDriver(rounds: 10, stopAfter: 1, resuming: resumption)
        #expect(driver.start() == (isEvaluated ? [.finish(evaluated: true)] : [.wake(at: driver.moment(60))]))
    }

    @Test func aRestartWithMorePatienceGoesOn() {
        let resumption = RoundResumption(published: 3, lastRound: 4, evaluation: .done, errorRates: [0.7, 0.5, 0.6])
        var driver = RoundDriver(rounds: 10, stopAfter: 2, resuming: resumption)
        #expect(driver.start().isEmpty)
        #expect(Self.kind(driver.connect("alice", "bob", "carol", "sue")) == .training)
    }

    private static func kind(_ actions: [RoundAction]) -> RoundKind? {
        actions.lazy.compactMap { if case .open(_, let kind, _) = $0 { kind } else { nil } }.first
    }
}
