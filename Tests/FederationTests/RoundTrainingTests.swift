import Testing

@testable import Federation

@Suite struct RoundTrainingTests {
    private func opened(minimum: Int = 3, rounds: Int = 2) -> RoundDriver {
        var driver = RoundDriver(minimum: minimum, rounds: rounds)
        _ = driver.connect("alice", "bob", "carol", "sue")
        return driver
    }

    @Test func theSetFreezesWhenAllConnectedHaveContributed() {
        var driver = opened()
        #expect(driver.contribute("sue", "bob", "alice").isEmpty)
        #expect(driver.contribute("carol") == [.freeze(round: 1, contributors: ["alice", "bob", "carol", "sue"])])
        #expect(driver.contribute("carol").isEmpty)
        #expect(driver.wake(after: 601).isEmpty)
    }

    @Test func whoIsGoneIsNotWaitedFor() {
        var driver = opened()
        _ = driver.contribute("alice", "bob", "sue")
        #expect(driver.disconnect("carol") == [.freeze(round: 1, contributors: ["alice", "bob", "sue"])])
    }

    @Test func aContributionOutlivesItsConnection() {
        var driver = opened()
        _ = driver.contribute("alice")
        #expect(driver.disconnect("alice").isEmpty)
        #expect(driver.contribute("bob", "carol").isEmpty)
        #expect(driver.contribute("sue") == [.freeze(round: 1, contributors: ["alice", "bob", "carol", "sue"])])
    }

    @Test func theMinimumIsNeverUndercut() {
        var driver = opened()
        _ = driver.contribute("alice", "bob")
        #expect(driver.disconnect("carol", "sue").isEmpty)
        #expect(driver.wake(after: 100).isEmpty)
        #expect(driver.connect("sue") == [.announce(to: "sue")])
        #expect(driver.contribute("sue") == [.freeze(round: 1, contributors: ["alice", "bob", "sue"])])
    }

    @Test func theDeadlineFreezesWhenThereAreEnough() {
        var driver = opened()
        _ = driver.contribute("alice", "bob", "carol")
        #expect(driver.wake(after: 599.999).isEmpty)
        #expect(driver.wake(after: 0.001) == [.freeze(round: 1, contributors: ["alice", "bob", "carol"])])
    }

    @Test func theDeadlineAbandonsWhenThereAreTooFew() {
        var driver = opened()
        _ = driver.contribute("alice", "bob")
        let actions = driver.wake(after: 600)
        let deadline = driver.moment(600)
        #expect(
            actions == [
                .abandon(round: 1, reason: "2 of at least 3 contributions at the deadline"),
                .open(round: 2, kind: .training, deadline: deadline), .wake(at: deadline),
            ])
        // The contributions were to the round that is gone.
        #expect(driver.machine.accepts("alice", round: 2))
        #expect(!driver.machine.accepts("carol", round: 1))
    }

    @Test func anAbandonedRoundGathersAgain() {
        var driver = opened()
        _ = driver.disconnect("sue")
        let actions = driver.wake(after: 600)
        #expect(actions.count == 2)
        #expect(actions.last == .wake(at: driver.moment(10)))
        #expect(driver.wake(after: 10).first == .open(round: 2, kind: .training, deadline: driver.moment(600)))
    }

    @Test func whoWasRefusedIsNotWaitedFor() {
        var driver = opened()
        _ = driver.contribute("alice", "bob", "sue")
        #expect(driver.machine.accepts("carol", round: 1))
        #expect(
            driver.machine.refuse("carol", at: driver.now) == [
                .freeze(round: 1, contributors: ["alice", "bob", "sue"])
            ]
        )
    }

    @Test func whoIsRefusedMayStillDoBetter() {
        var driver = opened()
        _ = driver.machine.refuse("carol", at: driver.now)
        #expect(driver.contribute("alice", "bob").isEmpty)
        #expect(driver.contribute("carol").isEmpty)
        #expect(driver.contribute("sue") == [.freeze(round: 1, contributors: ["alice", "bob", "carol", "sue"])])
    }

    @Test func aContributionIsAcceptedOnceToTheOpenRoundFromWhoMay() {
        var driver = opened()
        #expect(driver.machine.accepts("alice", round: 1))
        #expect(!driver.machine.accepts("alice", round: 2))
        #expect(!driver.machine.accepts("mallory", round: 1))
        _ = driver.contribute("alice", "mallory")
        #expect(!driver.machine.accepts("alice", round: 1))
        guard case .training(let training) = driver.machine.state else {
            Issue.record("not training")
            return
        }
        #expect(training.contributors == ["alice"])
    }

    @Test func whoIsRevokedIsStruckOut() {
        var driver = opened()
        _ = driver.contribute("alice", "bob", "carol")
        // carol's contribution goes with her, and three are needed.
        #expect(driver.machine.update(participants: ["alice", "bob", "sue"], at: driver.now).isEmpty)
        #expect(!driver.machine.accepts("carol", round: 1))
        #expect(driver.contribute("carol").isEmpty)
        #expect(driver.contribute("sue") == [.freeze(round: 1, contributors: ["alice", "bob", "sue"])])
    }

    @Test func whoIsRevokedIsNotWaitedFor() {
        var driver = opened()
        _ = driver.contribute("alice", "bob", "sue")
        #expect(
            driver.machine.update(participants: ["alice", "bob", "sue"], at: driver.now)
                == [.freeze(round: 1, contributors: ["alice", "bob", "sue"])])
    }

    /// Newcomers would decline a round of the roster before.
    @Test func aRoundThatTooFewCanStillJoinIsAbandonedWithTheRoster() {
        var driver = opened()
        _ = driver.contribute("alice", "bob")
        let actions = driver.machine.update(participants: ["alice", "bob", "dave"], at: driver.now)
        #expect(
            actions.first
                == .abandon(round: 1, reason: "the roster has changed, and 2 of at least 3 can still contribute"))
        #expect(driver.connect("dave").first == .open(round: 2, kind: .training, deadline: driver.moment(600)))
    }

    @Test func anEvaluationThatARosterEndsIsTriedAgain() {
        var driver = RoundDriver(rounds: 1)
        _ = driver.connect("alice", "bob", "carol", "sue")
        _ = driver.publish()
        #expect(driver.machine.currentRound == 2)
        let actions = driver.machine.update(participants: ["alice", "bob", "dave"], at: driver.now)
        guard case .abandon(round: 2, _)? = actions.first else {
            Issue.record("\(actions)")
            return
        }
        let opened = driver.connect("dave")
        #expect(opened.first == .open(round: 3, kind: .evaluation, deadline: driver.moment(60)))
    }
}
