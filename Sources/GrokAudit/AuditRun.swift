import CommandSupport
import Federation
import Foundation
import Paillier
import Primitives
import Wire

/// Checks transcripts and evidence again, offline: each by itself, each as a step from the one before, and all against
/// each other.
package struct AuditRun {
    private let federation: AuditFederation
    private var head: ChainHead
    /// The parameters of the head's model; nil when the model before the first transcript is not at hand.
    private var parameters: [Float]?
    /// What the server signed of each round.
    private var seen: [Int: (digest: Digest, file: String)] = [:]
    private var words: [(word: CommitEvidence.Word, file: String)] = []

    /// - Throws: when the federation's first model cannot be made.
    package init(_ federation: AuditFederation) throws {
        self.federation = federation
        (head, parameters) = try federation.beginning()
    }

    /// What is to be said of the next file; files come in the order of rounds.
    package mutating func check(_ file: AuditFile) -> [AuditFinding] {
        do {
            switch file.kind {
            case .evidence: return [try checkEvidence(file)]
            case .transcript: return try checkTranscript(file)
            }
        } catch {
            return [AuditFinding(file: file.path, holds: false, CommandFailure(error).line)]
        }
    }

    private func checkEvidence(_ file: AuditFile) throws -> AuditFinding {
        let (evidence, signed) = try EvidenceFile.decode(InputFile.read(file.path, limit: Self.evidenceByteLimit))
        let roster = try federation.roster(signed)
        guard let finding = evidence.finding(manifest: federation.manifest, roster: roster) else {
            return AuditFinding(file: file.path, holds: false, "it proves nothing in this federation")
        }
        return AuditFinding(file: file.path, holds: true, "proven: \(finding)")
    }

    private mutating func checkTranscript(_ file: AuditFile) throws -> [AuditFinding] {
        let signed = try TranscriptFile.decode(InputFile.read(file.path, limit: federation.transcriptByteLimit))
        let transcript = signed.transcript
        let round = transcript.announcement.round
        if seen[round]?.digest == transcript.digest { return [] }
        var findings: [AuditFinding] = []
        do {
            let opened = try federation.verifier.open(signed)
            findings += contradictions(of: signed, in: file)
            findings.append(try step(opened, signed, file))
        } catch let flaw as TranscriptFlaw {
            findings.append(AuditFinding(file: file.path, round: round, holds: false, flaw.reason))
        }
        return findings
    }

    /// Takes the chain on where it leads on; the first transcript of several may begin anywhere.
    private mutating func step(
        _ opened: TranscriptVerifier.Opened, _ signed: SignedTranscript, _ file: AuditFile
    ) throws -> AuditFinding {
        let transcript = opened.transcript
        let announcement = transcript.announcement
        if announcement.previousTranscript != head.transcript, head.round == 0, seen.isEmpty || parameters == nil {
            head = ChainHead(
                transcript: announcement.previousTranscript, model: announcement.baseModel,
                round: announcement.round - 1)
            parameters = nil
        }
        try federation.verifier.checkLink(transcript, after: head)
        let base = parameters
        if let base {
            let step = try federation.verifier.step(opened, from: head, base: base)
            (head, parameters) = (step.head, step.parameters ?? base)
        } else {
            head = head.following(transcript)
        }
        seen[announcement.round] = (transcript.digest, file.path)
        return try finding(opened, signed, file, isModelChecked: base != nil)
    }

    private func finding(
        _ opened: TranscriptVerifier.Opened, _ signed: SignedTranscript, _ file: AuditFile, isModelChecked: Bool
    ) throws -> AuditFinding {
        let transcript = opened.transcript
        let names = transcript.contributions.map(\.statement.participant.text)
        let holders = Set(transcript.shares.map(\.signed.statement.holder)).sorted()
            .compactMap { federation.manifest.content.holder($0)?.text }
        let isAddedUp = try addUp(signed, names, file)
        var parts = [
            names.joined(separator: " "), "opened by \(holders.joined(separator: "+"))",
            opened.update.map { "base \($0.totals.figures)" } ?? "void",
            isModelChecked
                ? "model \(head.model.short) follows"
                : "model \(head.model.short) not computed: the one before is not here",
        ]
        if isAddedUp { parts.append("ciphertexts add up") }
        var finding = AuditFinding(
            file: file.path, round: transcript.announcement.round, holds: true,
            "holds · " + parts.joined(separator: " · "))
        (finding.contributors, finding.holders, finding.model) = (names, holders, head.model.hex)
        finding.addedUp = isAddedUp
        return finding
    }

    /// Adds the contributors' ciphertexts up again if they are all here.
    private func addUp(_ signed: SignedTranscript, _ names: [String], _ file: AuditFile) throws -> Bool {
        let transcript = signed.transcript
        func path(_ name: String) -> String { file.ciphertexts(of: name, round: transcript.announcement.round) }
        guard names.allSatisfy({ FileManager.default.fileExists(atPath: path($0)) }) else { return false }
        let limit = federation.scheme.bodyByteCount(layout: transcript.announcement.layout)
        try SumVerifier(scheme: federation.scheme, roster: federation.roster(signed.roster)).verify(transcript) {
            try InputFile.read(path($0.text), limit: limit)
        }
        return true
    }

    /// What a server or a holder cannot have signed both of, of what is here.
    private mutating func contradictions(of signed: SignedTranscript, in file: AuditFile) -> [AuditFinding] {
        let transcript = signed.transcript
        let round = transcript.announcement.round
        var findings: [AuditFinding] = []
        if let other = seen[round], other.digest != transcript.digest {
            findings.append(
                AuditFinding(
                    file: file.path, round: round, holds: false,
                    "the server signed another transcript of this round, \(other.file)"))
        }
        guard let roster = try? federation.roster(signed.roster) else { return findings }
        for commit in transcript.commits {
            let word = CommitEvidence.Word(announcement: transcript.announcement, commit: commit)
            for known in words {
                let evidence = Evidence.commits(CommitEvidence(first: known.word, second: word))
                guard let reason = evidence.finding(manifest: federation.manifest, roster: roster) else { continue }
                findings.append(
                    AuditFinding(
                        file: file.path, round: round, holds: false, "\(reason); the other is in \(known.file)"))
            }
            words.append((word, file.path))
        }
        return findings
    }

    /// Two announcements, two commits and a roster.
    private static let evidenceByteLimit = 4 << 20
}
