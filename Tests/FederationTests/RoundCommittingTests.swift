import Testing

@testable import Federation

/// Holders commit to the sum before any of them is asked for shares.
@Suite struct RoundCommittingTests {
    /// alice, bob and sue hold shares; two of them have to agree.
    private func summed(
        quorum: Int = 2, by connected: [PartyName] = ["alice", "bob", "carol", "sue"]
    ) -> (RoundDriver, [RoundAction]) {
        var driver = RoundDriver(quorum: quorum)
        for name in driver.machine.policy.participants.sorted() { _ = driver.connect(name) }
        for name in driver.machine.policy.participants.sorted() { _ = driver.contribute(name) }
        for name in driver.machine.connected.subtracting(connected).sorted() { _ = driver.disconnect(name) }
        let actions = driver.machine.summed(blocks: 2, at: driver.now)
        return (driver, actions)
    }

    private func phase(_ driver: RoundDriver) -> RoundMachine.Decrypting.Phase? {
        guard case .decrypting(let decrypting) = driver.machine.state else { return nil }
        return decrypting.phase
    }

    @Test func allHoldersAreAskedAndNoSharesBeforeTheQuorum() {
        var (driver, actions) = summed()
        #expect(
            actions == [
                .requestCommit(holder: "alice"), .requestCommit(holder: "bob"), .requestCommit(holder: "sue"),
                .wake(at: driver.moment(60)),
            ])
        #expect(phase(driver) == .committing)
        #expect(driver.machine.acceptCommit(of: "alice", at: driver.now).isEmpty)
        #expect(!driver.machine.expectsShares(of: [0], from: "alice"))
        #expect(
            driver.machine.acceptCommit(of: "sue", at: driver.now) == [
                .reachQuorum, .requestShares(holder: "alice", blocks: [0]), .requestShares(holder: "sue", blocks: [1]),
                .wake(at: driver.moment(60)),
            ])
        #expect(phase(driver) == .opening)
    }

    @Test func oneHolderIsNoQuorumHoweverOftenItCommits() {
        var (driver, _) = summed()
        for _ in 0..<5 { #expect(driver.machine.acceptCommit(of: "alice", at: driver.now).isEmpty) }
        #expect(driver.machine.acceptCommit(of: "carol", at: driver.now).isEmpty)
        #expect(phase(driver) == .committing)
    }

    @Test func aLateHolderCommitsBeforeItIsAskedForShares() {
        var (driver, _) = summed(by: ["alice", "bob"])
        _ = driver.machine.acceptCommit(of: "alice", at: driver.now)
        _ = driver.machine.acceptCommit(of: "bob", at: driver.now)
        #expect(
            driver.machine.connect("sue", at: driver.now) == [
                .requestCommit(holder: "sue"), .wake(at: driver.moment(60)),
            ])
        #expect(driver.machine.disconnect("alice", at: driver.now)[0] == .requestShares(holder: "bob", blocks: [0]))
        #expect(driver.machine.disconnect("bob", at: driver.now).isEmpty)
        #expect(
            driver.machine.acceptCommit(of: "sue", at: driver.now)[0] == .requestShares(holder: "sue", blocks: [0, 1]))
    }

    @Test func whoComesBackCommitsAgainBeforeItIsAsked() {
        var (driver, _) = summed()
        for name in ["alice", "bob"] as [PartyName] { _ = driver.machine.acceptCommit(of: name, at: driver.now) }
        _ = driver.machine.disconnect("alice", at: driver.now)
        _ = driver.machine.disconnect("bob", at: driver.now)
        #expect(driver.machine.connect("bob", at: driver.now)[0] == .requestCommit(holder: "bob"))
        #expect(
            driver.machine.acceptCommit(of: "bob", at: driver.now)[0] == .requestShares(holder: "bob", blocks: [0, 1]))
    }

    @Test func theMissingAreNamedEachTimeThatTheyChange() {
        var (driver, actions) = summed(quorum: 3, by: ["bob", "carol"])
        #expect(actions.last == .waitForCommits(2, of: ["alice", "sue"]))
        #expect(driver.machine.acceptCommit(of: "bob", at: driver.now).isEmpty)
        #expect(driver.wake(after: 60).isEmpty)
        // sue's answer is under way, then late.
        let asked = driver.machine.connect("sue", at: driver.now)
        #expect(asked.first == .requestCommit(holder: "sue") && asked.last == .waitForCommits(1, of: ["alice"]))
        #expect(driver.wake(after: 60) == [.waitForCommits(2, of: ["alice", "sue"])])
        #expect(driver.machine.acceptCommit(of: "sue", at: driver.now) == [.waitForCommits(1, of: ["alice"])])
        // With alice's answer under way it goes on by itself, until that is late.
        let last = driver.machine.connect("alice", at: driver.now)
        #expect(last.first == .requestCommit(holder: "alice") && last.last == .goOn)
        #expect(driver.wake(after: 60) == [.waitForCommits(1, of: ["alice"])])
        #expect(driver.machine.acceptCommit(of: "alice", at: driver.now).first == .reachQuorum)
    }

    @Test func whoRefusesAfterOthersIsCountedToo() {
        var (driver, _) = summed(quorum: 2)
        let refusals = (["alice", "bob", "sue"] as [PartyName]).map { driver.machine.refuseHelp($0, at: driver.now) }
        #expect(
            refusals == [
                [], [.waitForCommits(1, of: ["alice", "bob"])], [.waitForCommits(2, of: ["alice", "bob", "sue"])],
            ])
    }

    @Test func whoRefusesIsAskedAgainOnANewConnection() {
        var (driver, _) = summed(quorum: 3)
        #expect(driver.machine.refuseHelp("sue", at: driver.now) == [.waitForCommits(1, of: ["sue"])])
        #expect(driver.wake(after: 0).isEmpty)
        _ = driver.machine.disconnect("sue", at: driver.now)
        #expect(driver.machine.connect("sue", at: driver.now)[0] == .requestCommit(holder: "sue"))
    }

    @Test func whoIsDroppedIsNotAskedButItsEarlierCommitCounts() {
        var (driver, _) = summed()
        _ = driver.machine.acceptCommit(of: "alice", at: driver.now)
        _ = driver.machine.dropHolder("alice", at: driver.now)
        #expect(driver.machine.connect("alice", at: driver.now).isEmpty)
        #expect(
            driver.machine.acceptCommit(of: "bob", at: driver.now) == [
                .reachQuorum, .requestShares(holder: "bob", blocks: [0, 1]), .wake(at: driver.moment(60)),
            ])
    }

    @Test func durableCommitsCountAfterARestart() {
        let resumption = RoundResumption(
            lastRound: 1, round: .decrypting(round: 1, kind: .training, contributors: ["alice", "bob", "sue"]))
        var driver = RoundDriver(quorum: 2, resuming: resumption)
        _ = driver.start()
        #expect(
            driver.machine.summed(blocks: 1, committed: [1, 2], at: driver.now) == [
                .waitForHolders(["alice", "bob", "sue"])
            ])
        #expect(phase(driver) == .opening)
        // Quorum or not, a holder looks at the sum again on each connection.
        #expect(driver.machine.connect("alice", at: driver.now)[0] == .requestCommit(holder: "alice"))
        #expect(
            driver.machine.acceptCommit(of: "alice", at: driver.now)[0] == .requestShares(holder: "alice", blocks: [0]))
    }
}
