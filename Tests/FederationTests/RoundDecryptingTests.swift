import Testing

@testable import Federation

@Suite struct RoundDecryptingTests {
    @Test func workIsBalanced() {
        var driver = RoundDriver()
        let actions = driver.decrypt(blocks: 8)
        #expect(
            actions == [
                .requestShares(holder: "alice", blocks: [0, 3, 6]), .requestShares(holder: "bob", blocks: [1, 4, 7]),
                .requestShares(holder: "sue", blocks: [2, 5]), .wake(at: driver.moment(60)),
            ])
    }

    @Test func eachBlockGetsSharesOfDifferentHolders() {
        var driver = RoundDriver(sharesPerBlock: 2)
        let actions = driver.decrypt(blocks: 3)
        #expect(
            actions.dropLast() == [
                .requestShares(holder: "alice", blocks: [0, 1]), .requestShares(holder: "bob", blocks: [0, 2]),
                .requestShares(holder: "sue", blocks: [1, 2]),
            ])
        #expect(driver.machine.acceptShares(of: [0, 1], from: "alice", at: driver.now).isEmpty)
        #expect(driver.machine.acceptShares(of: [0, 2], from: "bob", at: driver.now).isEmpty)
        #expect(driver.machine.acceptShares(of: [1, 2], from: "sue", at: driver.now) == [.combine])
    }

    @Test func nobodyIsAskedBeforeTheSumIsMade() {
        var driver = RoundDriver(participants: ["alice", "bob", "sue"])
        _ = driver.connect("alice", "bob", "sue")
        #expect(driver.contribute("alice", "bob", "sue").count == 1)
        #expect(driver.disconnect("bob").isEmpty)
        #expect(driver.connect("bob").isEmpty)
        #expect(driver.wake(after: 1000).isEmpty)
        #expect(!driver.machine.expectsShares(of: [0], from: "alice"))
        #expect(driver.machine.summed(blocks: 1, at: driver.now).count == 4)
        #expect(driver.machine.summed(blocks: 1, at: driver.now).isEmpty)
    }

    @Test func aHolderThatVanishesIsReplaced() {
        var driver = RoundDriver()
        _ = driver.decrypt(blocks: 2, by: ["alice", "bob"])
        let replaced = driver.disconnect("bob")
        #expect(replaced == [.requestShares(holder: "alice", blocks: [1]), .wake(at: driver.moment(60))])
        #expect(driver.machine.acceptShares(of: [0], from: "alice", at: driver.now).isEmpty)
        #expect(driver.machine.acceptShares(of: [1], from: "alice", at: driver.now) == [.combine])
    }

    @Test func aSlowHolderIsReplacedButItsLateAnswerCounts() {
        var driver = RoundDriver()
        #expect(driver.decrypt(blocks: 1)[0] == .requestShares(holder: "alice", blocks: [0]))
        #expect(driver.wake(after: 59.999).isEmpty)
        #expect(driver.wake(after: 0.001)[0] == .requestShares(holder: "bob", blocks: [0]))
        #expect(driver.machine.expectsShares(of: [0], from: "alice"))
        #expect(driver.machine.acceptShares(of: [0], from: "alice", at: driver.now) == [.combine])
        // bob's is of no use any more.
        #expect(!driver.machine.expectsShares(of: [0], from: "bob"))
        #expect(driver.machine.acceptShares(of: [0], from: "bob", at: driver.now).isEmpty)
    }

    @Test func patienceMayBeAFractionOfAMillisecond() {
        var driver = RoundDriver()
        let policy = driver.machine.policy
        var impatient = policy
        impatient.shareSeconds = 0.0333
        driver.machine = RoundMachine(policy: impatient, at: driver.now)
        guard case .wake(let moment) = driver.decrypt(blocks: 1)[1] else {
            Issue.record("no wake")
            return
        }
        #expect(driver.machine.wake(at: moment).first == .requestShares(holder: "bob", blocks: [0]))
    }

    @Test func anAnswerCountsThoughTheConnectionBrokeMeanwhile() {
        var driver = RoundDriver()
        _ = driver.decrypt(blocks: 1)
        #expect(driver.disconnect("alice")[0] == .requestShares(holder: "bob", blocks: [0]))
        #expect(driver.machine.acceptShares(of: [0], from: "alice", at: driver.now) == [.combine])
    }

    @Test func aWrongShareDropsTheHolder() {
        var driver = RoundDriver()
        _ = driver.decrypt(blocks: 1, by: ["alice", "bob"])
        #expect(driver.machine.dropHolder("alice", at: driver.now)[0] == .requestShares(holder: "bob", blocks: [0]))
        #expect(!driver.machine.expectsShares(of: [0], from: "alice"))
        _ = driver.disconnect("alice", "bob")
        #expect(driver.connect("alice").isEmpty)
        #expect(driver.connect("bob")[0] == .requestShares(holder: "bob", blocks: [0]))
    }

    @Test func aHolderThatRefusesIsAskedAgainOnANewConnection() {
        var driver = RoundDriver()
        _ = driver.decrypt(blocks: 1, by: ["alice"])
        #expect(
            driver.machine.refuseHelp("alice", at: driver.now) == [.waitForHolders(["alice", "bob", "sue"])])
        #expect(driver.wake(after: 60).isEmpty)
        _ = driver.disconnect("alice")
        #expect(driver.connect("alice")[0] == .requestShares(holder: "alice", blocks: [0]))
    }

    @Test func aRefusalIsTakenOnByTheNext() {
        var driver = RoundDriver()
        _ = driver.decrypt(blocks: 2, by: ["alice", "bob"])
        let asked = driver.machine.refuseHelp("alice", at: driver.now)
        #expect(asked == [.requestShares(holder: "bob", blocks: [0]), .wake(at: driver.moment(60))])
    }

    @Test func aHolderIsAskedAgainWhenItsConnectionIsReplaced() {
        var driver = RoundDriver()
        _ = driver.decrypt(blocks: 1, by: ["alice"])
        #expect(driver.connect("alice")[0] == .requestShares(holder: "alice", blocks: [0]))
    }

    @Test func withoutHoldersTheRoundWaitsAndSaysForWhomOnce() {
        var driver = RoundDriver()
        _ = driver.decrypt(blocks: 1, by: ["carol", "sue"])
        #expect(driver.machine.dropHolder("sue", at: driver.now) == [.waitForHolders(["alice", "bob"])])
        #expect(driver.wake(after: 100_000).isEmpty)
        #expect(driver.disconnect("carol").isEmpty)
        #expect(driver.connect("carol").isEmpty)
        #expect(driver.machine.currentRound == 1)
        #expect(driver.connect("bob")[0] == .requestShares(holder: "bob", blocks: [0]))
        #expect(driver.disconnect("bob") == [.waitForHolders(["alice", "bob"])])
    }

    @Test func aHolderThatNeverAnswersIsWaitedForAloud() {
        var driver = RoundDriver()
        _ = driver.decrypt(blocks: 1, by: ["alice"])
        #expect(driver.wake(after: 60) == [.waitForHolders(["alice", "bob", "sue"])])
        #expect(driver.machine.acceptShares(of: [0], from: "alice", at: driver.now) == [.goOn, .combine])
    }

    @Test func tooFewOfAThresholdAreAskedAllTheSame() {
        var driver = RoundDriver(sharesPerBlock: 2)
        let actions = driver.decrypt(blocks: 1, by: ["bob"])
        #expect(actions[0] == .requestShares(holder: "bob", blocks: [0]))
        #expect(actions.last == .waitForHolders(["alice", "sue"]))
        #expect(driver.answer(actions).isEmpty)
        #expect(driver.connect("sue")[0] == .requestShares(holder: "sue", blocks: [0]))
    }

    @Test func answersThatWereNotAskedForChangeNothing() {
        var driver = RoundDriver()
        _ = driver.decrypt(blocks: 2, by: ["alice", "bob"])
        #expect(!driver.machine.expectsShares(of: [1], from: "alice"))
        #expect(!driver.machine.expectsShares(of: [0, 1], from: "alice"))
        #expect(!driver.machine.expectsShares(of: [], from: "alice"))
        #expect(!driver.machine.expectsShares(of: [0], from: "carol"))
        #expect(driver.machine.acceptShares(of: [0, 1], from: "alice", at: driver.now).isEmpty)
        #expect(driver.machine.acceptShares(of: [-1], from: "alice", at: driver.now).isEmpty)
        #expect(driver.machine.acceptShares(of: [0], from: "alice", at: driver.now).isEmpty)
        #expect(driver.machine.acceptShares(of: [0], from: "alice", at: driver.now).isEmpty)
        #expect(driver.machine.acceptShares(of: [1], from: "bob", at: driver.now) == [.combine])
    }

    @Test func whileCombiningNothingIsAskedAndNothingIsLost() {
        var driver = RoundDriver()
        #expect(driver.answer(driver.decrypt(blocks: 3)) == [.combine])
        #expect(driver.disconnect("alice", "bob", "carol", "sue").isEmpty)
        #expect(driver.connect("alice").isEmpty)
        #expect(driver.wake(after: 100_000).isEmpty)
        #expect(!driver.machine.expectsShares(of: [0], from: "alice"))
        _ = driver.machine.publish(at: driver.now)
        #expect(driver.machine.published == 1)
    }

    @Test func nothingIsPublishedThatWasNotOpened() {
        var driver = RoundDriver()
        _ = driver.decrypt(blocks: 1)
        #expect(driver.machine.publish(at: driver.now).isEmpty)
        #expect(driver.machine.void(at: driver.now).isEmpty)
        #expect(driver.machine.published == 0)
        #expect(driver.machine.currentRound == 1)
    }

    @Test func whoIsRevokedWhileItIsAwayIsNotWaitedFor() {
        var driver = RoundDriver()
        _ = driver.decrypt(blocks: 1, by: ["alice"])
        #expect(driver.disconnect("alice") == [.waitForHolders(["alice", "bob", "sue"])])
        let actions = driver.machine.update(participants: ["alice", "carol", "sue"], at: driver.now)
        #expect(actions == [.waitForHolders(["alice", "sue"])])
    }

    @Test func aRevokedHolderIsReplacedAndNotWaitedFor() {
        var driver = RoundDriver()
        _ = driver.decrypt(blocks: 1, by: ["alice"])
        let actions = driver.machine.update(participants: ["bob", "carol", "sue"], at: driver.now)
        #expect(actions == [.waitForHolders(["bob", "sue"])])
        #expect(driver.connect("alice").isEmpty)
        #expect(driver.connect("sue")[0] == .requestShares(holder: "sue", blocks: [0]))
    }
}
