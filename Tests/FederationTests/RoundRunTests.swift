import Testing

@testable import Federation

/// Runs from round to round: publication, the closing evaluation, restarts.
@Suite struct RoundRunTests {
    @Test func roundsFollowEachOtherUntilTheLastIsEvaluated() {
        var driver = RoundDriver(rounds: 2)
        #expect(driver.publish()[0] == .open(round: 2, kind: .training, deadline: driver.moment(600)))
        #expect(driver.publish()[0] == .open(round: 3, kind: .evaluation, deadline: driver.moment(60)))
        #expect(driver.machine.published == 2)
        #expect(driver.publish() == [.finish(evaluated: true)])
        #expect(driver.machine.published == 2)
        #expect(driver.connect("alice").isEmpty)
        #expect(driver.disconnect("alice").isEmpty)
        #expect(driver.wake(after: 1e6).isEmpty)
    }

    @Test func anEvaluationThatMissesItsDeadlineEndsTheRun() {
        var driver = RoundDriver(rounds: 1)
        _ = driver.publish()
        _ = driver.contribute("alice")
        #expect(
            driver.wake(after: 60) == [
                .abandon(round: 2, reason: "1 of at least 3 contributions at the deadline"),
                .finish(evaluated: false),
            ])
    }

    @Test func aRunDoesNotWaitForEvaluatorsForEver() {
        var driver = RoundDriver(rounds: 1)
        _ = driver.answer(driver.decrypt(blocks: 1))
        _ = driver.disconnect("alice", "bob")
        #expect(driver.machine.publish(at: driver.now) == [.wake(at: driver.moment(60))])
        #expect(driver.wake(after: 59).isEmpty)
        #expect(driver.wake(after: 1) == [.finish(evaluated: false)])
    }

    @Test func evaluatorsThatComeInTimeStopTheWait() {
        var driver = RoundDriver(rounds: 1)
        _ = driver.answer(driver.decrypt(blocks: 1))
        _ = driver.disconnect("alice", "bob")
        _ = driver.machine.publish(at: driver.now)
        _ = driver.wake(after: 55)
        #expect(driver.connect("bob") == [.wake(at: driver.moment(10))])
        #expect(driver.wake(after: 5).isEmpty)
        #expect(driver.wake(after: 5).first == .open(round: 2, kind: .evaluation, deadline: driver.moment(60)))
    }

    @Test func aVoidRoundIsRepeatedUnderANewNumber() {
        var driver = RoundDriver(rounds: 1)
        _ = driver.answer(driver.decrypt(blocks: 1))
        let actions = driver.machine.void(at: driver.now)
        #expect(actions[0] == .open(round: 2, kind: .training, deadline: driver.moment(600)))
        #expect(driver.machine.published == 0)
    }

    @Test func afterAVoidRoundTheSameContributorsAreNeeded() {
        var driver = RoundDriver(rounds: 1)
        _ = driver.answer(driver.decrypt(blocks: 1))
        _ = driver.disconnect("carol")
        let everybody: [PartyName] = ["alice", "bob", "carol", "sue"]
        let actions = driver.machine.void(at: driver.now)
        #expect(actions == [.waitForContributors(["carol"], of: everybody)])
        // Nobody else will do, however long it takes.
        #expect(driver.wake(after: 1000).isEmpty)
        #expect(driver.connect("carol").first == .open(round: 2, kind: .training, deadline: driver.moment(600)))
        for name in ["alice", "bob", "sue"] as [PartyName] { #expect(driver.contribute(name).isEmpty) }
        _ = driver.disconnect("carol")
        #expect(driver.wake(after: 100).isEmpty)
        #expect(driver.connect("carol") == [.announce(to: "carol")])
        #expect(driver.contribute("carol") == [.freeze(round: 2, contributors: everybody)])
    }

    /// Where the deltas come to nothing, what follows is a second sum on one model.
    @Test func afterARoundThatLeavesTheModelTheSameContributorsAreNeeded() {
        var driver = RoundDriver(rounds: 2)
        _ = driver.connect("alice", "bob", "sue")
        _ = driver.wake(after: 10)
        _ = driver.contribute("alice", "bob", "sue")
        _ = driver.answer(driver.commit(driver.machine.summed(blocks: 1, at: driver.now)))
        _ = driver.connect("carol")
        _ = driver.machine.publish(isNew: false, at: driver.now)
        #expect(!driver.machine.accepts("carol", round: 2))
        #expect(driver.machine.published == 1)
    }

    @Test func withoutThemTheRoundIsAbandonedAtItsDeadline() {
        var driver = RoundDriver(rounds: 1)
        _ = driver.answer(driver.decrypt(blocks: 1))
        _ = driver.machine.void(at: driver.now)
        _ = driver.contribute("alice", "bob", "sue")
        let reason = "3 of at least 4 contributions at the deadline"
        #expect(driver.wake(after: 600).first == .abandon(round: 2, reason: reason))
    }

    @Test func whoWasNotInTheVoidSumTakesNoPartInTheNext() {
        var driver = RoundDriver(rounds: 1)
        _ = driver.connect("alice", "bob", "sue")
        _ = driver.wake(after: 10)
        _ = driver.contribute("alice", "bob", "sue")
        let actions = driver.commit(driver.machine.summed(blocks: 1, at: driver.now))
        _ = driver.answer(actions)
        _ = driver.connect("carol")
        #expect(
            driver.machine.void(at: driver.now).first == .open(round: 2, kind: .training, deadline: driver.moment(600)))
        #expect(!driver.machine.accepts("carol", round: 2))
        #expect(driver.contribute("carol").isEmpty)
        #expect(driver.contribute("alice", "bob", "sue") == [.freeze(round: 2, contributors: ["alice", "bob", "sue"])])
        // A new model binds to nobody.
        _ = driver.answer(driver.commit(driver.machine.summed(blocks: 1, at: driver.now)))
        _ = driver.machine.publish(at: driver.now)
        #expect(driver.machine.accepts("carol", round: 3))
    }

    @Test func threeVoidRoundsAreEnough() {
        var driver = RoundDriver(rounds: 1)
        for _ in 0..<2 {
            _ = driver.answer(driver.decrypt(blocks: 1))
            guard case .open = driver.machine.void(at: driver.now).first else { return #expect(Bool(false)) }
        }
        _ = driver.answer(driver.decrypt(blocks: 1))
        let everybody: [PartyName] = ["alice", "bob", "carol", "sue"]
        #expect(driver.machine.void(at: driver.now) == [.giveUp(voids: 3, of: everybody)])
    }

    @Test func whatARestartedServerIsBoundToItStillIs() {
        var driver = RoundDriver(
            rounds: 3, resuming: RoundResumption(published: 1, lastRound: 2, bound: ["alice", "bob", "sue"]))
        _ = driver.start()
        #expect(
            driver.connect("alice", "bob", "carol").contains(
                .waitForContributors(["sue"], of: ["alice", "bob", "sue"])))
        #expect(driver.connect("sue").first == .open(round: 3, kind: .training, deadline: driver.moment(600)))
        #expect(!driver.machine.accepts("carol", round: 3))
    }

    @Test func aVoidEvaluationEndsTheRun() {
        var driver = RoundDriver(rounds: 1)
        _ = driver.publish()
        _ = driver.answer(driver.decrypt(blocks: 1))
        #expect(driver.machine.void(at: driver.now) == [.finish(evaluated: false)])
    }

    @Test func aFinishedRunSaysSo() {
        var driver = RoundDriver(
            rounds: 2, resuming: RoundResumption(published: 2, lastRound: 3, evaluation: .done))
        #expect(driver.start() == [.finish(evaluated: true)])
    }

    @Test func aLargerNumberOfRoundsGoesOn() {
        var driver = RoundDriver(
            rounds: 5, resuming: RoundResumption(published: 2, lastRound: 4, evaluation: .done))
        #expect(driver.start().isEmpty)
        let actions = driver.connect("alice", "bob", "carol", "sue")
        #expect(actions.last == .wake(at: driver.moment(600)))
        #expect(actions.contains(.open(round: 5, kind: .training, deadline: driver.moment(600))))
        #expect(driver.machine.published == 2)
    }

    @Test func aRestartAfterAMissedEvaluationIsOver() {
        var driver = RoundDriver(rounds: 2, resuming: RoundResumption(published: 2, lastRound: 3, evaluation: .missed))
        #expect(driver.start() == [.finish(evaluated: false)])
    }

    @Test func aRestartBeforeTheEvaluationEvaluates() {
        var driver = RoundDriver(rounds: 2, resuming: RoundResumption(published: 2, lastRound: 2))
        #expect(driver.start() == [.wake(at: driver.moment(60))])
        let actions = driver.connect("alice", "bob", "carol", "sue")
        #expect(actions.contains(.open(round: 3, kind: .evaluation, deadline: driver.moment(60))))
    }

    @Test func aResumedTrainingLetsOthersFindBack() {
        var driver = RoundDriver(resuming: training(["alice", "bob", "carol"], secondsLeft: 300))
        #expect(driver.start() == [.wake(at: driver.moment(10)), .wake(at: driver.moment(300))])
        #expect(driver.machine.currentRound == 7)
        #expect(driver.connect("sue") == [.announce(to: "sue")])
        #expect(driver.disconnect("sue").isEmpty)
        #expect(driver.wake(after: 9.9).isEmpty)
        #expect(driver.wake(after: 0.1) == [.freeze(round: 7, contributors: ["alice", "bob", "carol"])])
    }

    @Test func aResumedTrainingWithEverybodysContributionIsFrozenAtOnce() {
        var driver = RoundDriver(resuming: training(["sue", "alice", "bob", "carol"], secondsLeft: 300))
        #expect(driver.start()[0] == .freeze(round: 7, contributors: ["alice", "bob", "carol", "sue"]))
    }

    @Test func aResumedTrainingPastItsDeadlineGetsALittleTime() {
        var driver = RoundDriver(resuming: training(["alice"], secondsLeft: -5000))
        #expect(driver.start() == [.wake(at: driver.moment(10)), .wake(at: driver.moment(20))])
        _ = driver.connect("bob", "carol", "sue")
        #expect(driver.wake(after: 10).isEmpty)
        _ = driver.contribute("bob", "carol")
        #expect(driver.wake(after: 10) == [.freeze(round: 7, contributors: ["alice", "bob", "carol"])])
    }

    /// Its deadline is a month ahead then, and nobody waits for a month.
    @Test func aResumedTrainingAfterTheClockWasSetBackHasNoMoreTimeThanAnother() {
        var driver = RoundDriver(resuming: training(["alice"], secondsLeft: 30 * 86_400))
        #expect(driver.start() == [.wake(at: driver.moment(10)), .wake(at: driver.moment(600))])
    }

    @Test func aResumedTrainingForgetsWhoWasRevoked() {
        var driver = RoundDriver(
            participants: ["alice", "bob", "sue"], resuming: training(["alice", "bob", "carol"], secondsLeft: 300))
        _ = driver.start()
        #expect(driver.wake(after: 10).isEmpty)
        #expect(
            driver.wake(after: 290)[0] == .abandon(round: 7, reason: "2 of at least 3 contributions at the deadline"))
    }

    @Test func aResumedSumIsMadeAgainOfTheSameContributions() {
        let resumption = RoundResumption(
            published: 1, lastRound: 7,
            round: .decrypting(round: 7, kind: .training, contributors: ["sue", "carol", "bob"]))
        var driver = RoundDriver(participants: ["alice", "bob", "sue"], sharesPerBlock: 2, resuming: resumption)
        // carol was revoked meanwhile; the sum is what it was.
        #expect(driver.start() == [.freeze(round: 7, contributors: ["bob", "carol", "sue"])])
        _ = driver.connect("alice", "sue")
        let actions = driver.commit(
            driver.machine.summed(blocks: 2, committed: [1, 2], done: [1: [0, 1], 2: [0]], at: driver.now))
        #expect(actions == [.requestShares(holder: "sue", blocks: [1]), .wake(at: driver.moment(60))])
        #expect(driver.answer(actions) == [.combine])
        #expect(driver.machine.publish(at: driver.now) == [.wake(at: driver.moment(60))])
        #expect(driver.connect("bob")[0] == .open(round: 8, kind: .evaluation, deadline: driver.moment(60)))
    }

    @Test func aResumedSumThatHasAllItsSharesIsCombined() {
        let resumption = RoundResumption(
            lastRound: 1, round: .decrypting(round: 1, kind: .training, contributors: ["alice", "bob", "sue"]))
        var driver = RoundDriver(resuming: resumption)
        _ = driver.start()
        #expect(
            driver.machine.summed(blocks: 2, committed: [1, 2, 3], done: [1: [0], 3: [1]], at: driver.now) == [.combine]
        )
    }

    private func training(_ contributors: [PartyName], secondsLeft: Double) -> RoundResumption {
        RoundResumption(
            published: 1, lastRound: 7,
            round: .training(
                round: 7, kind: .training, deadline: RoundDriver.epoch.advanced(bySeconds: secondsLeft),
                contributors: contributors))
    }
}
