import Federation
import Foundation
import GrokAudit
import GrokTesting
import Paillier
import Primitives
import RoundStore
import Testing
import Wire

/// `verify`, on the files of an honest run and on files that a cheat left behind.
@Suite struct AuditTests {
    let run: HonestRun
    let folder: TemporaryFolder

    init() throws {
        run = try HonestRun.shared.get()
        folder = try TemporaryFolder()
        try FileManager.default.createDirectory(
            atPath: "\(folder.path)/transcripts", withIntermediateDirectories: true)
    }

    @discardableResult
    private func write(_ signed: SignedTranscript, as name: String? = nil) throws -> String {
        let name = name ?? "round-00000\(signed.transcript.announcement.round).transcript"
        return try write(TranscriptFile.encode(signed), as: "transcripts/\(name)")
    }

    @discardableResult
    private func write(_ bytes: [UInt8], as name: String) throws -> String {
        let path = "\(folder.path)/\(name)"
        try FileManager.default.createDirectory(
            at: URL(filePath: path).deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: URL(filePath: path))
        return path
    }

    private func audit(_ paths: [String]? = nil) throws -> [AuditFinding] {
        let documents = run.documents
        var audit = try AuditRun(
            AuditFederation(
                manifest: documents.manifest, authority: documents.authority.key.verificationKey,
                scheme: documents.scheme))
        return try AuditFile.find(paths ?? [folder.path]).flatMap { audit.check($0) }
    }

    @Test func anHonestRunHoldsRoundByRound() throws {
        for signed in run.transcripts { try write(signed) }
        let findings = try audit()
        #expect(findings.map(\.round) == [1, 2, 3])
        #expect(findings.allSatisfy { $0.holds && $0.addedUp == false })
        #expect(findings[0].contributors == ["alice", "bob", "sue"])
        #expect(findings[0].line.hasPrefix("round 1: holds · alice bob sue · opened by "))
        #expect(findings[2].model == run.transcripts[2].transcript.announcement.baseModel.hex)
    }

    @Test func keptCiphertextsAreAddedUpAgain() throws {
        for signed in run.transcripts { try write(signed) }
        for (index, bodies) in run.bodies.enumerated() {
            for (name, body) in bodies { try write(body, as: "rounds/00000\(index + 1)/\(name).contribution") }
        }
        #expect(try audit().allSatisfy { $0.holds && $0.addedUp == true })
        let (alice, bob) = (run.documents.names[0], run.documents.names[1])
        try write(try #require(run.bodies[1][bob]), as: "rounds/000002/\(alice).contribution")
        let findings = try audit()
        #expect(findings.map(\.holds) == [true, false, true])
        #expect(findings[1].text.contains("the kept ciphertexts of alice are not the ones that it signed"))
    }

    @Test func oneTranscriptAloneIsCheckedButForTheModel() throws {
        let path = try write(run.transcripts[1])
        let finding = try #require(try audit([path]).first)
        #expect(finding.holds)
        #expect(finding.text.contains("the one before is not here"))
    }

    @Test func whatIsWrongIsSaidExactly() throws {
        try write(run.transcripts[0])
        try write(run.forged(1) { $0.outcome = .published(model: Digest(sha256: "crafted".utf8)) })
        try write([1, 2, 3], as: "transcripts/round-000003.transcript")
        let findings = try audit()
        #expect(findings.map(\.holds) == [true, false, false])
        #expect(findings[1].line.contains("round 2: WRONG: the model is not the one that follows from the opened sum"))
        #expect(findings[2].text == "the file is not a transcript")
    }

    @Test func aMissingRoundIsFound() throws {
        for place in [0, 2] { try write(run.transcripts[place]) }
        let findings = try audit()
        #expect(findings.map(\.holds) == [true, false])
        #expect(findings[1].text.contains("does not follow the transcript of round 1"))
    }

    @Test func twoStoriesOfOneRoundAreFound() throws {
        try write(run.transcripts[0], as: "round-000001.transcript")
        // The same shares in another order are another transcript, signed all the same.
        try write(run.forged { $0.shares.reverse() }, as: "round-000001.transcript.of-bob.transcript")
        let findings = try audit()
        #expect(
            findings.contains { !$0.holds && $0.text.contains("the server signed another transcript of this round") })
        try write(run.transcripts[0], as: "round-000001.the-same.transcript")
        #expect(
            try audit([
                "\(folder.path)/transcripts/round-000001.transcript",
                "\(folder.path)/transcripts/round-000001.the-same.transcript",
            ]).count == 1)
    }

    @Test func evidenceIsAcceptedAndAnythingElseIsNot() throws {
        let documents = run.documents
        let first = run.transcripts[0].transcript
        let commit = first.commits[0]
        let name = documents.names[commit.holder - 1]
        let other = try SumCommit(
            announcement: commit.announcement, baseModel: commit.baseModel, sum: Digest(sha256: "other".utf8),
            holder: commit.holder, instance: commit.instance, signer: documents.key(of: name))
        func file(_ second: SumCommit) -> [UInt8] {
            EvidenceFile.encode(
                .commits(
                    CommitEvidence(
                        first: CommitEvidence.Word(announcement: first.announcement, commit: commit),
                        second: CommitEvidence.Word(announcement: first.announcement, commit: second))),
                roster: documents.roster.signedBytes)
        }
        let proof = try #require(try audit([write(file(other), as: "a.evidence")]).first)
        #expect(proof.holds)
        #expect(
            proof.text
                == "proven: the holder \(name) broke its word in round 1: it committed to two sums on one base model")
        let nothing = try #require(try audit([write(file(commit), as: "b.evidence")]).first)
        #expect(!nothing.holds && nothing.text == "it proves nothing in this federation")
        #expect(try audit([write([7], as: "c.evidence")]).map(\.holds) == [false])
    }

    @Test func whatIsNotThereIsSaid() throws {
        #expect(throws: (any Error).self) { try audit(["\(folder.path)/nothing"]) }
        #expect(throws: (any Error).self) { try audit() }
    }

    @Test func aFindingIsAnObjectForPrograms() throws {
        try write(run.transcripts[0])
        let json = try #require(try audit().first).json()
        let object = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
        #expect(object?["round"] as? Int == 1)
        #expect(object?["holds"] as? Bool == true)
        #expect(object?["contributors"] as? [String] == ["alice", "bob", "sue"])
    }
}
