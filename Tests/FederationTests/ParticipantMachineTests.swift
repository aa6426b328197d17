import Paillier
import Primitives
import Testing

@testable import Federation

@Suite struct ParticipantMachineTests {
    let first: RoundAnnouncement
    let second: RoundAnnouncement
    let initial: Digest
    let next = Digest(sha256: "next".utf8)
    let last = Digest(sha256: "last".utf8)

    init() throws {
        let draft = try Parties().draft()
        let next = next
        first = draft.announcement
        second = draft.with { ($0.round, $0.baseModel) = (2, next) }
        initial = draft.baseModel
    }

    private func online(models: Set<Digest>? = nil) -> ParticipantMachine {
        var machine = ParticipantMachine(models: models ?? [initial])
        #expect(machine.start() == [.connect(after: 0)])
        #expect(machine.connected() == [.greet])
        #expect(machine.welcomed().isEmpty)
        return machine
    }

    @Test func aRoundFromAnnouncementToAcknowledgement() {
        var machine = online()
        #expect(machine.announced(first, known: nil) == [.prepare(first)])
        #expect(machine.prepared(first.digest) == [.upload(announcement: first.digest)])
        machine.acknowledged(first.digest)
        #expect(machine.round?.step == .acknowledged)
        #expect(machine.concluded(round: 1, model: next) == [.fetchModel(next)])
        #expect(machine.stored(model: next).isEmpty)
        #expect(machine.announced(second, known: nil) == [.prepare(second)])
    }

    @Test func aModelThatIsMissingIsFetchedFirst() {
        var machine = online(models: [])
        #expect(machine.announced(first, known: nil) == [.fetchModel(initial)])
        #expect(machine.stored(model: last).isEmpty)
        #expect(machine.stored(model: initial) == [.prepare(first)])
        #expect(machine.stored(model: initial).isEmpty)
    }

    @Test func aModelOnItsWayIsNotFetchedTwice() {
        var machine = online()
        #expect(machine.concluded(round: 1, model: next) == [.fetchModel(next)])
        #expect(machine.announced(second, known: nil).isEmpty)
        #expect(machine.stored(model: next) == [.prepare(second)])
    }

    @Test func anAnnouncementThatComesAgainChangesNothing() {
        var machine = online()
        _ = machine.announced(first, known: nil)
        #expect(machine.announced(first, known: nil).isEmpty)
        _ = machine.prepared(first.digest)
        #expect(machine.announced(first, known: .uploading).isEmpty)
        machine.acknowledged(first.digest)
        #expect(machine.announced(first, known: .acknowledged).isEmpty)
    }

    @Test func whatIsNotAcknowledgedIsSentAgainOnTheNextConnection() {
        var machine = online()
        _ = machine.announced(first, known: nil)
        _ = machine.prepared(first.digest)
        #expect(machine.disconnected(draw: 1) == [.connect(after: 0.25)])
        #expect(machine.connected() == [.greet])
        #expect(machine.welcomed() == [.upload(announcement: first.digest)])
        #expect(machine.announced(first, known: .uploading).isEmpty)
        machine.acknowledged(first.digest)
        _ = machine.disconnected(draw: 0)
        _ = machine.connected()
        #expect(machine.welcomed().isEmpty)
    }

    @Test func whatIsPreparedOfflineIsSentOnTheNextConnection() {
        var machine = online()
        _ = machine.announced(first, known: nil)
        _ = machine.disconnected(draw: 0)
        #expect(machine.prepared(first.digest).isEmpty)
        _ = machine.connected()
        #expect(machine.welcomed() == [.upload(announcement: first.digest)])
    }

    @Test func trainingGoesOnWhileTheConnectionIsBroken() {
        var machine = online()
        _ = machine.announced(first, known: nil)
        _ = machine.disconnected(draw: 0)
        _ = machine.connected()
        #expect(machine.welcomed().isEmpty)
        #expect(machine.announced(first, known: nil).isEmpty)
        #expect(machine.prepared(first.digest) == [.upload(announcement: first.digest)])
    }

    @Test func aFetchThatBrokeOffIsTakenUp() {
        var machine = online(models: [])
        _ = machine.announced(first, known: nil)
        _ = machine.disconnected(draw: 0)
        _ = machine.connected()
        #expect(machine.welcomed() == [.fetchModel(initial)])
    }

    @Test(arguments: [
        (ParticipantMachine.Step.uploading, true), (.acknowledged, false), (.refused, false),
    ])
    func whatTheStoreKnowsIsNotPreparedAgain(step: ParticipantMachine.Step, isSent: Bool) {
        var machine = online(models: [])
        #expect(machine.announced(first, known: step) == (isSent ? [.upload(announcement: first.digest)] : []))
    }

    @Test func aRoundThatIsOverIsNotPreparedFor() {
        var machine = online()
        _ = machine.announced(first, known: nil)
        #expect(machine.concluded(round: 1, model: nil) == [.cancelPreparation(announcement: first.digest)])
        #expect(machine.prepared(first.digest).isEmpty)
        #expect(machine.round == nil)
    }

    @Test func theEndOfAnotherRoundCancelsNothing() {
        var machine = online()
        _ = machine.announced(first, known: nil)
        #expect(machine.concluded(round: 7, model: nil).isEmpty)
        #expect(machine.prepared(first.digest) == [.upload(announcement: first.digest)])
    }

    @Test func aNewRoundReplacesTheOneBefore() {
        var machine = online(models: [initial, next])
        _ = machine.announced(first, known: nil)
        #expect(
            machine.announced(second, known: nil)
                == [.cancelPreparation(announcement: first.digest), .prepare(second)])
        #expect(machine.prepared(first.digest).isEmpty)
        machine.acknowledged(first.digest)
        machine.refused(first.digest)
        #expect(machine.prepared(second.digest) == [.upload(announcement: second.digest)])
    }

    @Test func aRefusedContributionIsNotSentAgain() {
        var machine = online()
        _ = machine.announced(first, known: nil)
        _ = machine.prepared(first.digest)
        machine.refused(first.digest)
        _ = machine.disconnected(draw: 0)
        _ = machine.connected()
        #expect(machine.welcomed().isEmpty)
        #expect(machine.announced(first, known: .refused).isEmpty)
    }

    @Test func itLeavesOnceTheLastModelIsHere() {
        var machine = online()
        _ = machine.announced(first, known: nil)
        #expect(
            machine.finished(model: last)
                == [.cancelPreparation(announcement: first.digest), .fetchModel(last)])
        #expect(machine.stored(model: next).isEmpty)
        _ = machine.disconnected(draw: 0)
        _ = machine.connected()
        #expect(machine.welcomed() == [.fetchModel(last)])
        #expect(machine.finished(model: last).isEmpty)
        #expect(machine.stored(model: last) == [.leave])
    }

    @Test func itLeavesAtOnceWhenTheLastModelIsHereAlready() {
        var machine = online(models: [last])
        #expect(machine.finished(model: last) == [.leave])
    }

    @Test func aModelThatWasAskedForBeforeTheLastDoesNotEndTheRun() {
        var machine = online()
        #expect(machine.concluded(round: 1, model: next) == [.fetchModel(next)])
        #expect(machine.finished(model: last) == [.fetchModel(last)])
        #expect(machine.stored(model: next).isEmpty)
        #expect(machine.stored(model: last) == [.leave])
    }

    @Test func aRunThatGoesOnIsNotLeft() {
        var machine = online()
        _ = machine.finished(model: next)
        // The server has come back with more rounds to run.
        _ = machine.announced(second, known: nil)
        #expect(machine.stored(model: next) == [.prepare(second)])
    }
}
