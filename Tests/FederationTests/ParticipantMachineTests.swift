import Paillier
import Primitives
import Testing

@testable import Federation

@Suite struct ParticipantMachineTests {
    let first: RoundAnnouncement
    let second: RoundAnnouncement
    let beginning: ChainHead
    /// After the first round, and after the second.
    let next = ChainHead(
        transcript: Digest(sha256: "first transcript".utf8), model: Digest(sha256: "next".utf8), round: 1)
    let last = ChainHead(
        transcript: Digest(sha256: "second transcript".utf8), model: Digest(sha256: "last".utf8), round: 2)

    init() throws {
        let draft = try Parties().draft()
        let next = next
        first = draft.announcement
        second = draft.with {
            ($0.round, $0.baseModel, $0.previousTranscript) = (2, next.model, next.transcript)
        }
        beginning = ChainHead(transcript: Transcript.genesis, model: draft.baseModel, round: 0)
    }

    private func online(_ head: ChainHead? = nil) -> ParticipantMachine {
        var machine = ParticipantMachine(head: head ?? beginning)
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
        #expect(
            machine.concluded(round: 1, transcript: next.transcript) == [.fetchTranscript(after: Transcript.genesis)])
        #expect(machine.verified(next).isEmpty)
        #expect(machine.announced(second, known: nil) == [.prepare(second)])
    }

    @Test func whereTheModelComesFromIsVerifiedFirst() {
        var machine = online()
        let third = second.after(last, round: 3)
        #expect(machine.announced(third, known: nil) == [.fetchTranscript(after: Transcript.genesis)])
        #expect(!machine.hasReachedTarget)
        #expect(machine.verified(next) == [.fetchTranscript(after: next.transcript)])
        #expect(machine.verified(last) == [.prepare(third)])
        #expect(machine.hasReachedTarget)
        #expect(machine.verified(last).isEmpty)
    }

    @Test func aTranscriptOnItsWayIsNotFetchedTwice() {
        var machine = online()
        #expect(
            machine.concluded(round: 1, transcript: next.transcript) == [.fetchTranscript(after: Transcript.genesis)])
        #expect(machine.announced(second, known: nil).isEmpty)
        #expect(machine.verified(next) == [.prepare(second)])
    }

    @Test func aModelThatDoesNotFollowIsNotTrainedOn() {
        var machine = online(next)
        let crafted = second.after(ChainHead(transcript: next.transcript, model: last.model, round: 1), round: 2)
        let reason = "the model of round 2 does not follow from the verified transcripts"
        #expect(machine.announced(crafted, known: nil) == [.decline(crafted, reason: reason)])
        #expect(machine.announced(crafted, known: nil).isEmpty)
        // Nor after transcripts that come between.
        let other = second.after(ChainHead(transcript: last.transcript, model: next.model, round: 2), round: 3)
        #expect(machine.announced(other, known: nil) == [.fetchTranscript(after: next.transcript)])
        guard case .decline(other, _) = machine.verified(last).first else {
            Issue.record("trained on a model that does not follow")
            return
        }
    }

    @Test func aServerThatHasGoneBackIsNotFollowed() {
        var machine = ParticipantMachine(head: last, passed: [next.transcript])
        _ = machine.start() + machine.connected() + machine.welcomed()
        let reason = "round 2 does not follow the transcript of round 2, the newest verified here"
        #expect(machine.announced(second, known: nil) == [.decline(second, reason: reason)])
        #expect(machine.concluded(round: 2, transcript: next.transcript).isEmpty)
        let again = second.after(last, round: 2)
        guard case .decline(again, let words) = machine.announced(again, known: nil).first else {
            Issue.record("a number was used twice")
            return
        }
        #expect(words.contains("was used before"))
    }

    @Test func anotherNeedLeadsTheChainOn() {
        var machine = online()
        #expect(machine.reach(Transcript.genesis).isEmpty)
        #expect(machine.reach(next.transcript) == [.fetchTranscript(after: Transcript.genesis)])
        #expect(machine.reach(last.transcript).isEmpty)
        #expect(machine.verified(next).isEmpty)
        #expect(machine.reach(last.transcript) == [.fetchTranscript(after: next.transcript)])
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
        var machine = online()
        _ = machine.announced(second, known: nil)
        _ = machine.disconnected(draw: 0)
        _ = machine.connected()
        #expect(machine.welcomed() == [.fetchTranscript(after: Transcript.genesis)])
        // What was being verified meanwhile leads on from there.
        #expect(machine.verified(next) == [.prepare(second)])
    }

    @Test(arguments: [
        (ParticipantMachine.Step.uploading, true), (.acknowledged, false), (.refused, false),
    ])
    func whatTheStoreKnowsIsNotPreparedAgain(step: ParticipantMachine.Step, isSent: Bool) {
        var machine = online()
        #expect(machine.announced(first, known: step) == (isSent ? [.upload(announcement: first.digest)] : []))
    }

    @Test func aRoundThatIsOverIsNotPreparedFor() {
        var machine = online()
        _ = machine.announced(first, known: nil)
        #expect(machine.concluded(round: 1, transcript: nil) == [.cancelPreparation(announcement: first.digest)])
        #expect(machine.prepared(first.digest).isEmpty)
        #expect(machine.round == nil)
    }

    @Test func theEndOfAnotherRoundCancelsNothing() {
        var machine = online()
        _ = machine.announced(first, known: nil)
        #expect(machine.concluded(round: 7, transcript: nil).isEmpty)
        #expect(machine.prepared(first.digest) == [.upload(announcement: first.digest)])
    }

    @Test func aNewRoundReplacesTheOneBefore() {
        var machine = online()
        _ = machine.announced(first, known: nil)
        let second = first.after(beginning, round: 2)
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

    @Test func itLeavesOnceTheLastTranscriptIsVerified() {
        var machine = online()
        _ = machine.announced(first, known: nil)
        #expect(
            machine.finished(transcript: last.transcript)
                == [.cancelPreparation(announcement: first.digest), .fetchTranscript(after: Transcript.genesis)])
        #expect(machine.verified(next) == [.fetchTranscript(after: next.transcript)])
        _ = machine.disconnected(draw: 0)
        _ = machine.connected()
        #expect(machine.welcomed() == [.fetchTranscript(after: next.transcript)])
        #expect(machine.finished(transcript: last.transcript).isEmpty)
        #expect(machine.verified(last) == [.leave])
    }

    @Test func itLeavesAtOnceWhenTheLastTranscriptIsVerifiedAlready() {
        var machine = online(last)
        #expect(machine.finished(transcript: last.transcript) == [.leave])
    }

    @Test func aRunThatGoesOnIsNotLeft() {
        var machine = online()
        _ = machine.finished(transcript: next.transcript)
        // The server has come back with more rounds to run.
        _ = machine.announced(second, known: nil)
        #expect(machine.verified(next) == [.prepare(second)])
    }
}

extension RoundAnnouncement {
    /// A round like this one that follows another head.
    fileprivate func after(_ head: ChainHead, round: Int) -> RoundAnnouncement {
        RoundAnnouncement(
            federation: federation, manifest: manifest, rosterNumber: rosterNumber, roster: roster, key: key,
            round: round,
            kind: kind, baseModel: head.model, previousTranscript: head.transcript, hyperParameters: hyperParameters,
            codec: codec, strategy: strategy, layout: layout, deadline: deadline)
    }
}
