import Federation
import GrokTesting
import Primitives
import RoundStore
import Testing
import Wire

@testable import GrokClient

/// A holder commits to a sum that is in order, once a base model, and gives shares with a quorum of commits only.
@Suite struct CommitTests {
    @Test func aSumInOrderIsCommittedToAndTheSameAgain() throws {
        let bench = try ClientBench()
        let proposal = try bench.proposal()
        try bench.ask(proposal)
        try bench.ask(proposal)
        let commits = bench.commits
        #expect(commits.count == 2 && Set(commits).count == 1)
        let commit = try #require(commits.first)
        #expect(commit.isSigned(by: bench.documents.key(of: bench.documents.names[0]).verificationKey))
        #expect(commit.instance == bench.store.instance())
        #expect(commit.sum == proposal.sum(roster: bench.documents.roster.content)?.digest)
        #expect(bench.store.commitments().map(\.sum) == [commit.sum])
    }

    @Test func aCommitIsDurableBeforeItIsSent() throws {
        // The initial model is the first write, the promise the second.
        let bench = try ClientBench(faults: FaultPlan([2: .before]))
        try bench.ask(bench.proposal())
        #expect(bench.commits.isEmpty)
        #expect(bench.effects.contains { if case .leave(.store) = $0 { true } else { false } })
    }

    @Test func aSecondSumOnTheModelIsRefusedWhateverTheServerSays() throws {
        let bench = try ClientBench()
        _ = try bench.agree(to: bench.proposal(of: bench.documents.names))
        let abandoned = Concluded(
            round: 1, outcome: .abandoned, reason: "nobody came", model: bench.documents.manifest.content.initialModel,
            transcript: nil, published: 0, base: nil, contributors: [])
        bench.receive(.concluded(abandoned))
        bench.effects = []
        try bench.ask(bench.proposal(to: bench.announcement(round: 2)))
        #expect(bench.commits.isEmpty)
        #expect(bench.refusals == ["another sum on this base model was committed to in round 1"])
        // A restart forgets nothing.
        let again = try ClientBench(store: bench.store, documents: bench.documents)
        try again.ask(again.proposal(to: again.announcement(round: 2)))
        #expect(again.refusals == ["another sum on this base model was committed to in round 1"])
    }

    @Test func theFirstSumOfAnOldRoundComesTooLate() throws {
        let bench = try ClientBench()
        let first = try bench.announcement()
        let head = ChainHead(transcript: Digest(sha256: [2]), model: Digest(sha256: [1]), round: 1)
        bench.verify(first, to: head)
        let later = try bench.announcement(round: 5, baseModel: head.model, previousTranscript: head.transcript)
        _ = try bench.agree(to: bench.proposal(to: later))
        try bench.ask(bench.proposal())
        #expect(bench.refusals == ["round 1 does not follow the transcript of round 1, the newest verified here"])
    }

    @Test func aSumOfAModelOfUnknownOriginWaitsForItsTranscripts() throws {
        let bench = try ClientBench()
        let head = ChainHead(transcript: Digest(sha256: [2]), model: Digest(sha256: [1]), round: 1)
        let next = try bench.announcement(round: 2, baseModel: head.model, previousTranscript: head.transcript)
        let proposal = try bench.proposal(to: next)
        bench.receive(.commitRequest(try bench.commitRequest(proposal)))
        #expect(bench.takeFetches().map(\.digest) == [Transcript.genesis])
        bench.sendPart(of: [1, 2, 3], at: 0, digest: Transcript.genesis)
        #expect(bench.effects.contains { if case .run(.verify([1, 2, 3], _)) = $0 { true } else { false } })
        bench.effects = []
        bench.verify(try bench.announcement(), to: head)
        let list = WireCodec.encode(proposal.contributions)
        #expect(bench.takeFetches().map(\.digest) == [Digest(sha256: list)])
        bench.sendPart(of: list, at: 0)
        #expect(bench.commits.count == 1)
    }

    @Test func anAnnouncementThatTheServerDidNotSignIsNotCommittedTo() throws {
        let bench = try ClientBench()
        var request = try bench.commitRequest(bench.proposal())
        request.announcement = try bench.signed(bench.announcement(), signer: SigningKey.generate())
        bench.receive(.commitRequest(request))
        #expect(bench.isDisconnecting)
        #expect(bench.takeFetches().isEmpty)
    }

    @Test func sharesAreMadeWithAQuorum() throws {
        let bench = try ClientBench()
        let proposal = try bench.proposal()
        let sum = try bench.agree(to: proposal)
        let (request, input) = try bench.shareRequest(proposal, sum: sum)
        bench.receive(.shareRequest(request))
        bench.sendPart(of: input, at: 0)
        #expect(bench.refusals.isEmpty)
        #expect(bench.isSharing)
    }

    @Test func withoutAQuorumNothingIsGiven() throws {
        let bench = try ClientBench()
        let proposal = try bench.proposal()
        let sum = try bench.agree(to: proposal)
        let names = bench.documents.names
        let (own, bob) = try (
            bench.commit(of: names[0], to: sum, in: proposal.announcement),
            bench.commit(of: names[1], to: sum, in: proposal.announcement)
        )
        let forged = try bench.commit(of: names[1], to: sum, in: proposal.announcement, signer: names[0])
        let stray = try bench.commit(of: names[1], to: sum, in: bench.announcement(round: 2))
        for commits in [[own], [own, own], [own, forged], [own, stray], [bob, bob, bob]] {
            bench.effects = []
            bench.receive(.shareRequest(try bench.shareRequest(proposal, sum: sum, commits: commits).request))
            #expect(bench.refusals.count == 1)
            #expect(bench.takeFetches().isEmpty && !bench.isSharing)
        }
    }

    @Test func aSumThatItHasNotCommittedToIsRefusedWhoeverElseHas() throws {
        let bench = try ClientBench()
        let proposal = try bench.proposal()
        let sum = try #require(proposal.sum(roster: bench.documents.roster.content)).digest
        bench.receive(.shareRequest(try bench.shareRequest(proposal, sum: sum).request))
        #expect(bench.refusals == ["it has not committed to this sum"])
        bench.effects = []
        _ = try bench.agree(to: proposal)
        let other = Digest(sha256: [7])
        bench.receive(.shareRequest(try bench.shareRequest(proposal, sum: other).request))
        #expect(bench.refusals == ["it has not committed to this sum"])
    }

    @Test func aChangedRosterIsShownAndHelpedUnderOnlyWhenAccepted() throws {
        let bench = try ClientBench()
        let newer = try bench.documents.roster(number: 2, without: [bench.documents.names[2]])
        func welcome(_ bench: ClientBench) {
            let document = SignedBytes(content: newer.bytes, signature: newer.signature)
            bench.handle(.disconnected(draw: 0))
            bench.handle(.connected)
            let model = bench.documents.manifest.content.initialModel
            bench.receive(.welcome(Welcome(roster: document, published: 0, rounds: 3, model: model)))
            bench.effects = []
        }
        welcome(bench)
        let line = try #require(bench.log.events.first { $0.name == "roster.changed" })
        #expect(line.message.contains("roster 2: -sue; no help to decrypt under it"))
        #expect(line.message.contains("--accept-roster"))
        let round = try bench.announcement(roster: newer)
        try bench.announce(round)
        #expect(bench.effects.contains { if case .run(.prepare) = $0 { true } else { false } })
        let proposal = try bench.proposal(to: round, of: Array(bench.documents.names.prefix(2)))
        try bench.ask(proposal)
        #expect(bench.commits.isEmpty)
        #expect(bench.refusals == ["roster 2 is not accepted here; see --accept-roster"])

        let restarted = try ClientBench(store: bench.store, documents: bench.documents)
        try restarted.ask(proposal)
        #expect(restarted.refusals.count == 1)
        let accepting = try ClientBench(store: bench.store, documents: bench.documents, acceptingRoster: true)
        try accepting.ask(proposal)
        #expect(accepting.commits.count == 1)
        // Once is enough.
        let later = try ClientBench(store: bench.store, documents: bench.documents)
        try later.ask(proposal)
        #expect(later.commits.count == 1)
    }
}

extension ClientBench {
    fileprivate var isSharing: Bool {
        effects.contains { if case .run(.share) = $0 { true } else { false } }
    }
}
