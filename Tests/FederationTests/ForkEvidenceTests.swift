import Primitives
import Testing

@testable import Federation

@Suite struct ForkEvidenceTests {
    let parties: Parties
    let draft: AnnouncementDraft

    init() throws {
        parties = try Parties()
        draft = try parties.draft()
    }

    private func signed(_ announcement: RoundAnnouncement, by signer: SigningKey? = nil) throws -> SignedAnnouncement {
        try SignedAnnouncement(announcement, signer: signer ?? parties.server)
    }

    private func isValid(_ evidence: ForkEvidence) -> Bool {
        evidence.isValid(serverKey: parties.server.verificationKey)
    }

    @Test func twoRoundsOfOneNumberAreAFork() throws {
        let slower = draft.with { $0.hyperParameters.learningRate /= 2 }
        let evidence = try ForkEvidence(first: signed(draft.announcement), second: signed(slower))
        #expect(evidence.offence == .sameRound)
        #expect(isValid(evidence))
        let evaluation = draft.with { $0.kind = .evaluation }
        #expect(try isValid(ForkEvidence(first: signed(draft.announcement), second: signed(evaluation))))
    }

    @Test func twoModelsAfterOneTranscriptAreAFork() throws {
        let crafted = draft.with { ($0.round, $0.baseModel) = (2, Digest(sha256: "crafted".utf8)) }
        let evidence = try ForkEvidence(first: signed(draft.announcement), second: signed(crafted))
        #expect(evidence.offence == .twoModels)
        #expect(isValid(evidence))
    }

    @Test func whatAnHonestServerSignsIsNone() throws {
        let first = try signed(draft.announcement)
        let retried = draft.with { $0.round = 2 }
        let next = draft.with {
            ($0.round, $0.baseModel, $0.previousTranscript) = (2, Digest(sha256: "m".utf8), Digest(sha256: "t".utf8))
        }
        let elsewhere = draft.with { $0.manifest = Digest(sha256: "another federation".utf8) }
        for announcement in [draft.announcement, retried, next, elsewhere] {
            #expect(try !isValid(ForkEvidence(first: first, second: signed(announcement))))
        }
    }

    @Test func whatTheServerDidNotSignProvesNothing() throws {
        let first = try signed(draft.announcement)
        let forged = try signed(draft.with { $0.hyperParameters.epochs += 1 }, by: SigningKey.generate())
        #expect(!isValid(ForkEvidence(first: first, second: forged)))
        #expect(!isValid(ForkEvidence(first: forged, second: first)))
        let moved = SignedAnnouncement(announcement: forged.announcement, signature: first.signature)
        #expect(!isValid(ForkEvidence(first: first, second: moved)))
    }

    @Test func aFindingNamesTheCulprit() throws {
        let slower = draft.with { $0.hyperParameters.learningRate /= 2 }
        let evidence = try Evidence.fork(ForkEvidence(first: signed(draft.announcement), second: signed(slower)))
        #expect(
            evidence.finding(manifest: parties.manifest, roster: parties.roster())?.contains(
                "the server forked round 1") == true)
        let forged = try Evidence.fork(
            ForkEvidence(first: signed(draft.announcement), second: signed(slower, by: SigningKey.generate())))
        #expect(forged.finding(manifest: parties.manifest, roster: parties.roster()) == nil)
    }
}
