import Federation
import Testing
import Wire

@Suite struct RoundTripTests {
    @Test(arguments: 0..<MessageGenerator.kinds, Seeds.some(10))
    func everyMessageComesBackAsItWas(kind: Int, seed: UInt64) throws {
        var generator = MessageGenerator(seed: seed)
        for _ in 0..<10 {
            let message = generator.message(kind: kind)
            #expect(try WireCodec.decode(WireCodec.encode(message)) == message)
        }
    }

    @Test(arguments: Seeds.some(20))
    func whatTheStoreKeepsComesBackAsItWas(seed: UInt64) throws {
        var generator = MessageGenerator(seed: seed)
        let announcement = generator.announcement()
        #expect(try WireCodec.decodeAnnouncement(WireCodec.encode(announcement)) == announcement)
        let contributions = (0..<generator.int(0...5)).map { _ in generator.contribution() }
        #expect(try WireCodec.decodeContributions(WireCodec.encode(contributions)) == contributions)
        let contribution = generator.contribution()
        #expect(try WireCodec.decodeContribution(WireCodec.encode(contribution)) == contribution)
        let acknowledgement = generator.acknowledgement()
        #expect(try WireCodec.decodeAcknowledgement(WireCodec.encode(acknowledgement)) == acknowledgement)
        let share = generator.share()
        #expect(try WireCodec.decodeShare(WireCodec.encode(share)) == share)
        let commit = generator.commit()
        #expect(try WireCodec.decodeCommit(WireCodec.encode(commit)) == commit)
        let evidence = generator.evidence()
        #expect(try WireCodec.decodeEvidence(WireCodec.encode(evidence)) == evidence)
        let proof = generator.proof()
        let roster = generator.signedBytes()
        let read = try EvidenceFile.decode(EvidenceFile.encode(proof, roster: roster))
        #expect(read.evidence == proof && read.roster == roster)
        let transcript = generator.signedTranscript()
        let file = try TranscriptFile.decode(TranscriptFile.encode(transcript))
        #expect(file == transcript)
        #expect(file.transcript.digest == transcript.transcript.digest)
    }

    @Test(arguments: Seeds.some(5))
    func aDigestSurvivesTheWire(seed: UInt64) throws {
        var generator = MessageGenerator(seed: seed)
        let announcement = generator.announcement()
        let copy = try WireCodec.decodeAnnouncement(WireCodec.encode(announcement))
        #expect(copy.digest == announcement.digest)
    }
}
