import Primitives
import Testing

@testable import Federation

@Suite struct CommitEvidenceTests {
    let parties: Parties
    let announcement: RoundAnnouncement
    let instance = InstanceID.random()

    init() throws {
        parties = try Parties()
        announcement = try parties.draft().announcement
    }

    private func word(
        _ sum: String, in announcement: RoundAnnouncement? = nil, instance: InstanceID? = nil,
        of name: PartyName = "sue"
    ) throws -> CommitEvidence.Word {
        let announcement = announcement ?? self.announcement
        let promise = HolderMachine.Commitment(
            announcement: announcement.digest, baseModel: announcement.baseModel,
            previousTranscript: announcement.previousTranscript, sum: Digest(sha256: sum.utf8),
            round: announcement.round, contributors: [])
        return CommitEvidence.Word(
            announcement: announcement,
            commit: try parties.commit(of: name, to: promise, instance: instance ?? self.instance))
    }

    private func isValid(_ evidence: CommitEvidence, _ name: PartyName = "sue") throws -> Bool {
        try evidence.isValid(holderKey: #require(parties.keys[name]).verificationKey)
    }

    @Test func twoSumsOnOneModelAreAnOffence() throws {
        let evidence = CommitEvidence(first: try word("a"), second: try word("b"))
        #expect(evidence.offence == .twoSums)
        #expect(try isValid(evidence))
        #expect(try !isValid(evidence, "bob"))
        // A round that pretends the first was abandoned.
        let later = try parties.draft().with { $0.round = 2 }
        let over = CommitEvidence(first: try word("a"), second: try word("b", in: later))
        #expect(over.offence == .twoSums)
        #expect(try isValid(over))
    }

    @Test func twoInstancesAreAnOffenceEvenWithOneSum() throws {
        let evidence = CommitEvidence(first: try word("a"), second: try word("a", instance: .random()))
        #expect(evidence.offence == .twoInstances)
        #expect(try isValid(evidence))
    }

    @Test func whatAnHonestHolderSignsIsNone() throws {
        let first = try word("a")
        let evaluation = try parties.draft().with {
            ($0.round, $0.kind, $0.layout) = (2, .evaluation, parties.codec.layout(of: .evaluation))
            $0.previousTranscript = Digest(sha256: "transcript".utf8)
        }
        let next = try parties.draft().with { ($0.round, $0.baseModel) = (2, Digest(sha256: "next".utf8)) }
        for second in try [first, word("b", in: evaluation), word("b", in: next), word("b", of: "bob")] {
            let evidence = CommitEvidence(first: first, second: second)
            #expect(evidence.offence == nil)
            #expect(try !isValid(evidence))
        }
    }

    @Test func whatIsNotSignedAsItStandsProvesNothing() throws {
        let (first, second) = (try word("a"), try word("b"))
        let commit = second.commit
        let forged = SumCommit(
            announcement: commit.announcement, baseModel: commit.baseModel, sum: commit.sum, holder: commit.holder,
            instance: .random(), signature: commit.signature)
        let others = try [
            CommitEvidence.Word(announcement: announcement, commit: forged),
            // Another round's announcement beside a genuine commit.
            CommitEvidence.Word(announcement: parties.draft().with { $0.round = 2 }, commit: commit),
        ]
        for other in others {
            #expect(try !isValid(CommitEvidence(first: first, second: other)))
            #expect(try !isValid(CommitEvidence(first: other, second: first)))
        }
    }

    @Test func anInstanceHas16Bytes() {
        #expect(InstanceID(bytes: [UInt8](repeating: 1, count: 15)) == nil)
        #expect(InstanceID(bytes: [UInt8](repeating: 1, count: 17)) == nil)
        #expect(InstanceID(bytes: instance.bytes) == instance)
        #expect(InstanceID.random() != .random())
    }
}
