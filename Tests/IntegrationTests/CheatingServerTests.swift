import Federation
import GrokClient
import GrokTesting
import Paillier
import Primitives
import RoundStore
import Testing
import Wire

/// What a server can try with honest participants, and what they say to it.
@Suite struct CheatingServerTests {
    let server: CheatingServer
    let round: RoundAnnouncement

    init() throws {
        server = try CheatingServer()
        round = try server.round()
    }

    private var alice: Victim { server.victims[0] }
    private var bob: Victim { server.victims[1] }
    private var sue: Victim { server.victims[3] }

    @Test func anHonestRoundGoesThrough() throws {
        try server.announce(round)
        for victim in server.victims { try server.acknowledge(victim) }
        let transcript = try server.transcript(of: round)
        for victim in server.victims { server.conclude(transcript, to: victim) }
        for victim in server.victims {
            #expect(victim.store.verifiedHeads().map(\.transcript) == [transcript.transcript.digest])
            #expect(victim.outcome == nil && !victim.hasHungUp)
        }
    }

    @Test func openingOneParticipantsCiphertextAlone() throws {
        try server.announce(round)
        let contributions = try server.contributions()
        for victim in server.victims {
            #expect(
                try server.refusal(of: victim, to: [contributions[3]], in: round)
                    == "the sum has 1 contributors, fewer than the 3 it needs")
            let padded = [contributions[3], contributions[3], contributions[3]]
            #expect(try server.refusal(of: victim, to: padded, in: round) == "a contributor is in the sum twice")
        }
    }

    @Test func loweringTheMinimum() throws {
        try server.announce(round)
        let two = Array(try server.contributions().prefix(2))
        #expect(try server.refusal(of: alice, to: two, in: round).contains("2 contributors, fewer than the 3"))
    }

    @Test func leavingOutAContributionThatWasAcknowledged() throws {
        try server.announce(round)
        try server.acknowledge(sue)
        let others = try server.contributions(of: Array(server.victims.prefix(3)))
        #expect(
            try server.refusal(of: sue, to: others, in: round)
                == "the sum leaves out this participant's acknowledged contribution")
    }

    /// Without sue's commit there still is a quorum; she sees it afterwards.
    @Test func leavingItOutBehindItsOwnersBack() throws {
        try server.announce(round)
        let transcript = try server.transcript(of: round)
        var draft = TranscriptDraft(transcript)
        let others = Array(server.victims.prefix(3))
        draft.contributions = try server.contributions(of: others)
        let statement = SumProposal(announcement: round, contributions: draft.contributions)
        #expect(statement.sum(roster: server.documents.roster.content)?.digest != transcript.transcript.commits[0].sum)
        try server.acknowledge(sue)
        server.conclude(try draft.signed(by: server.documents.serverKey), to: sue)
        sue.expectToHaveLeft(because: "the commit of alice is to another sum")
    }

    @Test func addingOneTwice() throws {
        try server.announce(round)
        let contributions = try server.contributions()
        #expect(
            try server.refusal(of: alice, to: contributions + [contributions[1]], in: round)
                == "a contributor is in the sum twice")
    }

    @Test func swappingRandomisersOrProofsUnderASignature() throws {
        try server.announce(round)
        let contributions = try server.contributions()
        let (mine, other) = (contributions[1].statement, contributions[2].statement)
        let headers = [
            ContributionHeader(randomisers: other.header.randomisers, proof: mine.header.proof),
            ContributionHeader(randomisers: mine.header.randomisers, proof: other.header.proof), other.header,
        ]
        for header in headers {
            let swapped = ContributionStatement(
                announcement: mine.announcement, participant: mine.participant, header: header, root: mine.root)
            var forged = contributions
            forged[1] = SignedContribution(statement: swapped, signature: contributions[1].signature)
            #expect(try server.refusal(of: alice, to: forged, in: round) == "bob did not sign its contribution")
        }
    }

    @Test func puttingAnotherContributionInOnesName() throws {
        try server.announce(round)
        let honest = try server.contributions()
        let other = try Victim(alice.name, of: server.documents, seed: 77)
        other.hear(.announcement(try server.signed(round)))
        let forged = try [#require(other.contribution).signed] + honest.dropFirst()
        #expect(
            try server.refusal(of: alice, to: forged, in: round)
                == "the sum holds another contribution in this one's name")
    }

    @Test func showingOneVictimAnotherModel() throws {
        let crafted = round.with(baseModel: Digest(sha256: "crafted".utf8))
        let refusals = alice.refusals(to: .announcement(try server.signed(crafted)))
        #expect(refusals == ["the model of round 1 does not follow from the verified transcripts"])
        #expect(alice.contribution == nil)
        // Whoever has seen the honest announcement keeps the proof.
        try server.announce(round)
        #expect(
            bob.refusals(to: .announcement(try server.signed(crafted))) == ["round 1 was announced otherwise before"])
        #expect(
            try bob.hasKept(
                .fork(ForkEvidence(first: server.signed(round), second: server.signed(crafted)))))
    }

    @Test(arguments: ["hyper-parameters", "kind", "deadline"])
    func tellingParticipantsDifferentRounds(what: String) throws {
        let forked = forked(what)
        try server.announce(round, to: [alice, bob])
        try server.announce(forked, to: Array(server.victims.suffix(2)))
        let contributions = try server.contributions()
        #expect(
            try server.refusal(of: alice, to: contributions, in: round).contains("contribution is to another round"))
        #expect(try server.refusal(of: sue, to: contributions, in: forked).contains("contribution is to another round"))
        // The other half's round is none of theirs.
        #expect(
            try server.refusal(of: alice, to: contributions, in: forked) == "round 1 was announced otherwise before")
        let proof = try Evidence.fork(ForkEvidence(first: server.signed(round), second: server.signed(forked)))
        #expect(try alice.hasKept(proof))
        #expect(
            proof.finding(manifest: server.documents.manifest, roster: server.documents.roster.content)
                == "the server forked round 1: it announced two different rounds of one number")
    }

    private func forked(_ what: String) -> RoundAnnouncement {
        switch what {
        case "kind":
            RoundAnnouncement(
                federation: round.federation, manifest: round.manifest, rosterNumber: 1, roster: round.roster,
                key: round.key, round: 1, kind: .evaluation, baseModel: round.baseModel,
                previousTranscript: round.previousTranscript, hyperParameters: round.hyperParameters,
                codec: round.codec, strategy: round.strategy, layout: server.codec.layout(of: .evaluation),
                deadline: round.deadline)
        case "deadline":
            RoundAnnouncement(
                federation: round.federation, manifest: round.manifest, rosterNumber: 1, roster: round.roster,
                key: round.key, round: 1, kind: .training, baseModel: round.baseModel,
                previousTranscript: round.previousTranscript, hyperParameters: round.hyperParameters,
                codec: round.codec, strategy: round.strategy, layout: round.layout,
                deadline: round.deadline.advanced(bySeconds: 1))
        default: round.with(hyperParameters: HyperParameters(learningRate: 0.005))
        }
    }

    @Test func pretendingThatARoundWasAbandoned() throws {
        try server.announce(round)
        _ = try server.commit(of: alice, to: server.contributions(), in: round)
        alice.hear(
            .concluded(
                Concluded(
                    round: 1, outcome: .abandoned, reason: "nobody came", model: round.baseModel, transcript: nil,
                    published: 0, base: nil, contributors: [])))
        let second = try server.round(2)
        try server.announce(second)
        #expect(
            try server.refusal(of: alice, to: server.contributions(), in: second)
                == "another sum on this base model was committed to in round 1")
    }

    @Test func replayingARoundAndAskingForItsSumLate() throws {
        try server.announce(round)
        let contributions = try server.contributions()
        let transcript = try server.transcript(of: round)
        for victim in server.victims { server.conclude(transcript, to: victim) }
        let late = "round 1 does not follow the transcript of round 1, the newest verified here"
        let others = Array(contributions.dropFirst())
        #expect(try server.refusal(of: alice, to: others, in: round) == late)
        #expect(alice.refusals(to: .announcement(try server.signed(round))) == [late])
    }

    @Test func openingWithoutAQuorum() throws {
        try server.announce(round)
        let contributions = try server.contributions()
        let commits = try [alice, bob].map { try server.commit(of: $0, to: contributions, in: round) }
        #expect(server.documents.manifest.content.quorum == 3)
        let refusals = alice.refusals(to: server.shareRequest(commits[0].sum, commits, in: round))
        #expect(refusals == ["2 of at least 3 holders have committed to the sum"])
        #expect(alice.shares.isEmpty)
    }

    /// Alice opens the sum of all four; the server publishes that of three, which bob, dave and sue opened with the help
    /// of a commit that alice's share of the first sum did not allow.
    @Test func publishingAnotherSumThanTheOneThatWasOpened() throws {
        try server.announce(round)
        let contributions = try server.contributions()
        let commits = try server.victims.map { try server.commit(of: $0, to: contributions, in: round) }
        alice.hear(server.shareRequest(commits[0].sum, commits, in: round))
        #expect(alice.shares.count == 1)
        // Dave's second commit, which only a cheating holder makes, is in what the server publishes.
        let other = Digest(sha256: "another sum".utf8)
        let second = try SumCommit(
            announcement: round.digest, baseModel: round.baseModel, sum: other, holder: 3,
            instance: commits[2].instance,
            signer: server.documents.key(of: server.names[2]))
        let proof = Evidence.commits(
            CommitEvidence(
                first: CommitEvidence.Word(announcement: round, commit: commits[2]),
                second: CommitEvidence.Word(announcement: round, commit: second)))
        #expect(
            proof.finding(manifest: server.documents.manifest, roster: server.documents.roster.content)
                == "the holder dave broke its word in round 1: it committed to two sums on one base model")
        let refusals = alice.refusals(to: server.shareRequest(other, [second], in: round))
        #expect(refusals == ["it has not committed to this sum"])
    }

    @Test func forgingAnAcknowledgement() throws {
        try server.announce(round)
        try server.acknowledge(alice, signer: SigningKey.generate())
        #expect(alice.hasHungUp)
        #expect(alice.log.events.contains { $0.name == "server.distrusted" })
        #expect(alice.store.contribution(announcement: round.digest)?.state == .prepared)
    }

    @Test func handingOutARosterOfItsOwn() throws {
        let authority = try SigningKey.generate()
        let content = server.documents.roster.content
        let forged = try SignedDocument(
            Roster(
                federation: content.federation, number: 2, serverKey: content.serverKey, members: content.members),
            name: Roster.documentName, signer: authority)
        alice.hear(
            .welcome(Welcome(roster: forged.signedBytes, published: 0, rounds: 3, model: round.baseModel)))
        #expect(alice.hasHungUp)
    }

    @Test func handingOutAModelOfItsOwn() throws {
        try server.announce(round)
        let honest = try server.transcript(of: round)
        var draft = TranscriptDraft(honest)
        draft.outcome = .published(model: Digest(sha256: "crafted".utf8))
        server.conclude(try draft.signed(by: server.documents.serverKey), to: alice)
        alice.expectToHaveLeft(because: "the model is not the one that follows from the opened sum")
        #expect(alice.store.newestModel() == nil)
        #expect(try alice.store.hasBlob(.refusedTranscript(round: 1)))
    }

    @Test func aManifestOfItsOwn() throws {
        let other = RoundAnnouncement(
            federation: round.federation, manifest: Digest(sha256: "other".utf8), rosterNumber: 1, roster: round.roster,
            key: round.key, round: 1, kind: .training, baseModel: round.baseModel,
            previousTranscript: round.previousTranscript, hyperParameters: round.hyperParameters, codec: round.codec,
            strategy: round.strategy, layout: round.layout, deadline: round.deadline)
        #expect(alice.refusals(to: .announcement(try server.signed(other))) == ["it is of another federation"])
    }
}
