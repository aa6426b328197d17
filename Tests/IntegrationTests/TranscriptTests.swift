import BigNumber
import Federation
import GrokTesting
import Paillier
import Primitives
import Testing

/// What can be checked of a round afterwards, by anybody; every transcript here is signed by the server, which cheats.
@Suite struct TranscriptTests {
    let run: HonestRun

    init() throws { run = try HonestRun.shared.get() }

    @Test func anHonestRunIsFollowedFromItsBeginning() throws {
        var (head, parameters) = (run.genesis, try run.initialParameters)
        for signed in run.transcripts {
            let step = try run.verifier.verify(signed, after: head, base: parameters)
            #expect(step.head.transcript == signed.transcript.digest)
            #expect(step.totals != nil)
            head = step.head
            parameters = step.parameters ?? parameters
        }
        #expect(head.round == 3)
        // The last one measured the model: whoever is measured is who may be measured again.
        #expect(head.contributors == run.documents.names)
        #expect(head.model == run.transcripts[2].transcript.announcement.baseModel)
    }

    @Test func itsSumsAreTheSumsOfWhatWasContributed() throws {
        let verifier = SumVerifier(scheme: run.documents.scheme, roster: run.documents.roster.content)
        for (signed, bodies) in zip(run.transcripts, run.bodies) {
            try verifier.verify(signed.transcript) { try #require(bodies[$0]) }
        }
    }

    /// Everybody sees it by the hashes; whoever has the contributions, without them.
    @Test func aSumWithSomethingAddedIsFoundWithTheContributions() throws {
        let scheme = run.documents.scheme
        let honest = run.transcripts[0].transcript
        let layout = honest.announcement.layout
        let honestSum = try scheme.sum(
            of: honest.contributions.map(\.statement.header), ciphertexts: honest.ciphertexts, layout: layout)
        var extra = scheme.plaintexts(for: layout)
        extra[0] = 1
        let nothing = scheme.neutral(layout: layout)
        let context = Digest(sha256: [])
        let masked = try scheme.encrypt(extra, layout: layout, context: context)
        let sum = scheme.sum(of: [honestSum, masked], layout: layout)
        #expect(scheme.body(of: sum) != honest.ciphertexts && scheme.body(of: nothing) != honest.ciphertexts)
        let forged = try run.forged { $0.ciphertexts = scheme.body(of: sum) }
        let verifier = SumVerifier(scheme: scheme, roster: run.documents.roster.content)
        #expect(throws: (any Error).self) { try run.verifier.open(forged) }
        #expect {
            try verifier.verify(forged.transcript) { try #require(run.bodies[0][$0]) }
        } throws: {
            "\($0)".contains("not the sum of the contributions")
        }
        var bodies = run.bodies[0]
        let (alice, bob) = (run.documents.names[0], run.documents.names[1])
        bodies[bob] = bodies[alice]
        #expect {
            try verifier.verify(honest) { try #require(bodies[$0]) }
        } throws: {
            "\($0)".contains("bob are not the ones that it signed")
        }
    }

    @Test func theHashesAreThoseOfTheSum() throws {
        try expect("it has not one hash of ciphertexts for each contribution") { $0.hashes.removeLast() }
        try expect("the hashes of the contributions' ciphertexts: hash: 0 bytes") {
            $0.hashes[0] = HomomorphicHash(bytes: [])
        }
        try expect("its sum is not that of the contributions") { $0.hashes[0] = $0.hashes[1] }
    }

    @Test func everyContributorFindsItsOwn() throws {
        for (signed, bodies) in zip(run.transcripts, run.bodies) {
            let transcript = signed.transcript
            for contribution in transcript.contributions {
                let body = try #require(bodies[contribution.statement.participant])
                try run.verifier.check(transcript, counts: contribution, body: body)
            }
            let (own, other) = (transcript.contributions[0], transcript.contributions[1])
            let body = try #require(bodies[other.statement.participant])
            #expect(throws: TranscriptFlaw.self) { try run.verifier.check(transcript, counts: own, body: body) }
        }
        let foreign = run.transcripts[1].transcript.contributions[0]
        let body = try #require(run.bodies[1][foreign.statement.participant])
        #expect {
            try run.verifier.check(run.transcripts[0].transcript, counts: foreign, body: body)
        } throws: {
            "\($0)" == "it leaves out this participant's contribution"
        }
    }

    @Test func aTranscriptThatAnotherSignedIsNotBelieved() throws {
        let draft = TranscriptDraft(run.transcripts[0])
        try expect("the server did not sign it", draft.signed(by: SigningKey.generate()))
    }

    @Test func whoContributedIsChecked() throws {
        try expect("2 contributors, fewer than the 3") { $0.contributions.removeLast() }
        try expect("twice") { $0.contributions.append($0.contributions[0]) }
        try expect("did not sign its contribution") { draft in
            let (alice, bob) = (draft.contributions[0], draft.contributions[1])
            draft.contributions[0] = SignedContribution(statement: alice.statement, signature: bob.signature)
        }
        try expect("did not sign its contribution") { draft in
            let (alice, bob) = (draft.contributions[0], draft.contributions[1])
            let swapped = ContributionStatement(
                announcement: alice.statement.announcement, participant: alice.statement.participant,
                header: bob.statement.header, root: alice.statement.root)
            draft.contributions[0] = SignedContribution(statement: swapped, signature: alice.signature)
        }
    }

    @Test func aCopyOfAnothersContributionIsNoneOfOnesOwn() throws {
        let (alice, bob) = (run.documents.names[0], run.documents.names[1])
        try expect("bob's contribution") { draft in
            let original = draft.contributions[0].statement
            let copy = ContributionStatement(
                announcement: original.announcement, participant: bob, header: original.header, root: original.root)
            draft.contributions[1] = try SignedContribution(copy, signer: run.documents.key(of: bob))
            #expect(original.participant == alice)
        }
    }

    @Test func whoAgreedIsChecked() throws {
        try expect("1 of at least 2 holders have committed") { $0.commits.removeSubrange(1...) }
        try expect("the commit of alice is to another sum") { draft in
            let commit = draft.commits[0]
            draft.commits[0] = try SumCommit(
                announcement: commit.announcement, baseModel: commit.baseModel, sum: Digest(sha256: []), holder: 1,
                instance: commit.instance, signer: run.documents.key(of: run.documents.names[0]))
        }
        try expect("alice did not sign its commit") { draft in
            let commit = draft.commits[0]
            draft.commits[0] = try SumCommit(
                announcement: commit.announcement, baseModel: commit.baseModel, sum: commit.sum, holder: 1,
                instance: commit.instance, signer: run.documents.serverKey)
        }
    }

    @Test func sharesAreChecked() throws {
        try expect("do not open the sum") { $0.shares = [] }
        try expect("did not sign its shares") { $0.shares[0] = $0.shares[0].with(payload: [1, 2, 3]) }
        // Bytes of another, under one's own name and signature.
        try expect("the shares of") { draft in
            let (first, second) = (draft.shares[0], draft.shares[1])
            let statement = first.signed.statement
            let name = try #require(run.documents.manifest.content.holder(statement.holder))
            let stolen = ShareStatement(
                sum: statement.sum, holder: statement.holder, blocks: second.signed.statement.blocks,
                payload: Digest(sha256: second.payload))
            draft.shares[0] = try Transcript.Share(
                signed: SignedShare(stolen, signer: run.documents.key(of: name)), payload: second.payload)
        }
    }

    @Test func whatWasOpenedIsChecked() throws {
        try expect("the sum is not the one that the shares open") { $0.sum[$0.sum.count - 1] ^= 1 }
        try expect("it is void, and its sum can be read") { $0.outcome = .void }
        try expect("the ciphertexts of its sum") { $0.ciphertexts.removeLast() }
        let other = run.transcripts[1].transcript
        try expect("") { $0.ciphertexts = other.ciphertexts }
    }

    @Test func theModelIsTheOneThatFollows() throws {
        try expect("not the one that follows from the opened sum") {
            $0.outcome = .published(model: Digest(sha256: "crafted".utf8))
        }
        try expect("an evaluation has changed the model", of: 2) {
            $0.outcome = .published(model: Digest(sha256: "crafted".utf8))
        }
    }

    @Test func theChainIsChecked() throws {
        let head = run.genesis
        let parameters = try run.initialParameters
        for place in 1...2 {
            #expect(throws: TranscriptFlaw.self) {
                try run.verifier.verify(run.transcripts[place], after: head, base: parameters)
            }
        }
        let (later, model) = try run.state(before: 1)
        expect("does not follow", at: later, model, run.transcripts[0])
        let replayed = try run.forged { $0.announcement = $0.announcement.with(previousTranscript: later.transcript) }
        expect("does not follow from the verified transcripts", at: later, model, replayed)
    }

    /// After the sum on a model was opened, another of other contributors on it would give somebody's part away.
    @Test func aSecondSumOnAModelIsOfTheSameContributors() throws {
        let (_, parameters) = try run.state(before: 2)
        let evaluation = run.transcripts[2]
        let base = evaluation.transcript.announcement
        let bound = ChainHead(
            transcript: base.previousTranscript, model: base.baseModel, round: 2,
            contributors: Array(run.documents.names.prefix(2)))
        expect("of other contributors than the first", at: bound, parameters, evaluation)
        let same = ChainHead(
            transcript: base.previousTranscript, model: base.baseModel, round: 2, contributors: run.documents.names)
        #expect(throws: Never.self) { try run.verifier.verify(evaluation, after: same, base: parameters) }
    }

    @Test func theRosterIsTheOneThatTheRoundNames() throws {
        let other = try run.documents.roster(number: 2, without: [])
        try expect("its roster is not the one that its round names") { $0.roster = other.signedBytes }
        try expect("the signature of the roster is not valid") { $0.roster.signature[0] ^= 1 }
    }

    @Test func aRoundOutsideTheManifestIsNotBelieved() throws {
        try expect("hyper-parameter") {
            $0.announcement = $0.announcement.with(hyperParameters: HyperParameters(learningRate: 0))
        }
    }

    private func expect(
        _ reason: String, of place: Int = 0, at location: SourceLocation = #_sourceLocation,
        _ change: (inout TranscriptDraft) throws -> Void
    ) throws {
        let (head, parameters) = try run.state(before: place)
        try expect(reason, at: head, parameters, run.forged(place, change), location)
    }

    private func expect(
        _ reason: String, _ signed: SignedTranscript, at location: SourceLocation = #_sourceLocation
    ) throws {
        try expect(reason, at: run.genesis, run.initialParameters, signed, location)
    }

    private func expect(
        _ reason: String, at head: ChainHead, _ parameters: [Float], _ signed: SignedTranscript,
        _ location: SourceLocation = #_sourceLocation
    ) {
        do {
            _ = try run.verifier.verify(signed, after: head, base: parameters)
            Issue.record("believed where \(reason)", sourceLocation: location)
        } catch {
            #expect(reason.isEmpty || error.reason.contains(reason), sourceLocation: location)
        }
    }
}

extension Transcript.Share {
    fileprivate func with(payload: [UInt8]) -> Transcript.Share { Transcript.Share(signed: signed, payload: payload) }
}
