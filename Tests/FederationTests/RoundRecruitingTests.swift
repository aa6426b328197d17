import Testing

@testable import Federation

@Suite struct RoundRecruitingTests {
    @Test func theWholeRosterOpensTheRoundAtOnce() {
        var driver = RoundDriver(participants: ["alice", "bob", "carol"])
        #expect(driver.start().isEmpty)
        #expect(driver.connect("alice", "bob").isEmpty)
        let deadline = driver.moment(600)
        #expect(
            driver.connect("carol") == [.open(round: 1, kind: .training, deadline: deadline), .wake(at: deadline)])
        #expect(driver.machine.currentRound == 1)
    }

    @Test func theMinimumOpensItTenSecondsLater() {
        var driver = RoundDriver()
        #expect(driver.connect("alice", "bob").isEmpty)
        let opening = driver.moment(10)
        #expect(driver.connect("carol") == [.wake(at: opening)])
        #expect(driver.wake(after: 9.999).isEmpty)
        let deadline = driver.moment(0.001 + 600)
        #expect(
            driver.wake(after: 0.001) == [.open(round: 1, kind: .training, deadline: deadline), .wake(at: deadline)])
    }

    @Test func whoComesWhileGatheringCompletesTheRoster() {
        var driver = RoundDriver()
        _ = driver.connect("alice", "bob", "carol")
        _ = driver.wake(after: 5)
        #expect(driver.connect("sue").first == .open(round: 1, kind: .training, deadline: driver.moment(600)))
    }

    @Test func losingTheMinimumStartsTheWaitAnew() {
        var driver = RoundDriver()
        _ = driver.connect("alice", "bob", "carol")
        _ = driver.wake(after: 5)
        #expect(driver.disconnect("carol").isEmpty)
        #expect(driver.connect("carol") == [.wake(at: driver.moment(10))])
        #expect(driver.wake(after: 5).isEmpty)
        #expect(!driver.wake(after: 5).isEmpty)
    }

    @Test func aStrangerDoesNotCount() {
        var driver = RoundDriver(participants: ["alice", "bob", "carol"])
        #expect(driver.connect("alice", "bob", "mallory").isEmpty)
        #expect(driver.machine.connected == ["alice", "bob"])
        #expect(driver.machine.currentRound == nil)
    }

    @Test func whoComesLateJoins() {
        var driver = RoundDriver()
        _ = driver.connect("alice", "bob", "carol")
        _ = driver.wake(after: 10)
        #expect(driver.connect("sue") == [.announce(to: "sue")])
        #expect(driver.contribute("alice", "bob", "carol").isEmpty)
        #expect(driver.contribute("sue") == [.freeze(round: 1, contributors: ["alice", "bob", "carol", "sue"])])
    }

    @Test func anAnnouncementIsSentAgainOnANewConnection() {
        var driver = RoundDriver(participants: ["alice", "bob", "carol"])
        _ = driver.connect("alice", "bob", "carol")
        #expect(driver.connect("alice") == [.announce(to: "alice")])
    }

    @Test func aRosterThatShrinksToTheConnectedOpensTheRound() {
        var driver = RoundDriver()
        _ = driver.connect("alice", "bob", "carol")
        let actions = driver.machine.update(participants: ["alice", "bob", "carol"], at: driver.now)
        #expect(actions.first == .open(round: 1, kind: .training, deadline: driver.moment(600)))
    }

    @Test func aRunOfNoRoundsIsOver() {
        var driver = RoundDriver(rounds: 0)
        #expect(driver.start() == [.finish(evaluated: false)])
    }
}
