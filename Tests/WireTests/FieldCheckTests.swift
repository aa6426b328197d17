import Federation
import Foundation
import SwiftProtobuf
import Testing
import Wire
import WireMessages

/// One malformed field at a time in a message that is fine otherwise.
@Suite struct FieldCheckTests {
    typealias Change = (inout Grok_V1_Envelope) -> Void

    static let short = Data(repeating: 1, count: 31)
    static let long = Data(repeating: 1, count: 33)
    static let tooLarge = UInt64(1) << 40

    @Test func everyDigestHas32Bytes() throws {
        for bad in [Self.short, Self.long] {
            try refuse(0, "announcement") { $0.acknowledgement.announcement = bad }
            try refuse(0, "contribution") { $0.acknowledgement.contribution = bad }
            try refuse(1, "manifest") { $0.announcement.announcement.manifest = bad }
            try refuse(1, "roster") { $0.announcement.announcement.roster = bad }
            try refuse(1, "key") { $0.announcement.announcement.key = bad }
            try refuse(1, "base_model") { $0.announcement.announcement.baseModel = bad }
            try refuse(1, "previous_transcript") { $0.announcement.announcement.previousTranscript = bad }
            try refuse(2, "digest") { $0.chunk.digest = bad }
            try refuse(3, "model") { $0.concluded.model = bad }
            try refuse(4, "announcement") { $0.contribution.announcement = bad }
            try refuse(4, "root") { $0.contribution.root = bad }
            try refuse(5, "announcement") { $0.contributionRefused.announcement = bad }
            try refuse(6, "announcement") { $0.shareRequest.announcement = bad }
            try refuse(6, "sum") { $0.shareRequest.sum = bad }
            try refuse(6, "digest") { $0.shareRequest.input.digest = bad }
            try refuse(15, "announcement") { $0.commit.announcement = bad }
            try refuse(15, "base_model") { $0.commit.baseModel = bad }
            try refuse(15, "sum") { $0.commit.sum = bad }
            try refuse(16, "digest") { $0.commitRequest.contributions.digest = bad }
            try refuse(7, "digest") { $0.fetch.digest = bad }
            try refuse(8, "model") { $0.finished.model = bad }
            try refuse(9, "manifest") { $0.hello.manifest = bad }
            try refuse(9, "model") { $0.hello.model = bad }
            try refuse(10, "announcement") { $0.refused.announcement = bad }
            try refuse(12, "sum") { $0.share.sum = bad }
            try refuse(12, "payload") { $0.share.payload = bad }
            try refuse(13, "model") { $0.welcome.model = bad }
        }
    }

    @Test func everySignatureHas64Bytes() throws {
        for bad in [Data(), Data(repeating: 1, count: 63), Data(repeating: 1, count: 65)] {
            try refuse(0, "signature") { $0.acknowledgement.signature = bad }
            try refuse(4, "signature") { $0.contribution.signature = bad }
            try refuse(12, "signature") { $0.share.signature = bad }
            try refuse(13, "roster") { $0.welcome.roster.signature = bad }
            try refuse(15, "signature") { $0.commit.signature = bad }
            try refuse(6, "signature") { $0.shareRequest.commits[0].signature = bad }
        }
    }

    @Test(arguments: ["", "Alice", "a b", "-a", "é", String(repeating: "x", count: 64)])
    func everyNameIsOne(bad: String) throws {
        try refuse(0, "participant") { $0.acknowledgement.participant = bad }
        try refuse(1, "federation") { $0.announcement.announcement.federation = bad }
        try refuse(3, "contributors") { $0.concluded.contributors.append(bad) }
        try refuse(4, "participant") { $0.contribution.participant = bad }
    }

    @Test func everySizeHasABound() throws {
        for bad in [Self.tooLarge, .max] {
            try refuse(1, "roster_number") { $0.announcement.announcement.rosterNumber = bad }
            try refuse(1, "round") { $0.announcement.announcement.round = bad }
            try refuse(2, "offset") { $0.chunk.offset = bad }
            try refuse(2, "total") { $0.chunk.total = bad }
            try refuse(3, "round") { $0.concluded.round = bad }
            try refuse(3, "published") { $0.concluded.published = bad }
            try refuse(6, "bytes") { $0.shareRequest.input.bytes = bad }
            try refuse(16, "bytes") { $0.commitRequest.contributions.bytes = bad }
            try refuse(7, "offset") { $0.fetch.offset = bad }
            try refuse(8, "published") { $0.finished.published = bad }
            try refuse(9, "roster_number") { $0.hello.rosterNumber = bad }
            try refuse(12, "payload_bytes") { $0.share.payloadBytes = bad }
            try refuse(13, "published") { $0.welcome.published = bad }
            try refuse(13, "rounds") { $0.welcome.rounds = bad }
        }
    }

    @Test func everyTotalHasABound() throws {
        for bad in [UInt64(1) << 60, .max] {
            try refuse(8, "weight_units") { $0.finished.final.weightUnits = bad }
            try refuse(8, "held_out_examples") { $0.finished.final.heldOutExamples = bad }
            try refuse(8, "true_positives") { $0.finished.final.truePositives = bad }
            try refuse(3, "false_positives") { $0.concluded.base.falsePositives = bad }
            try refuse(3, "false_negatives") { $0.concluded.base.falseNegatives = bad }
            try refuse(3, "clipped_components") { $0.concluded.base.clippedComponents = bad }
        }
        for bad in [-1, Double.nan, .infinity] {
            try refuse(3, "loss_sum") { $0.concluded.base.lossSum = bad }
        }
    }

    @Test func anAnnouncementsNumbersLieInTheirRanges() throws {
        for bad in [UInt32(0), .max] {
            try refuse(1, "epochs") { $0.announcement.announcement.hyperParameters.epochs = bad }
            try refuse(1, "batch_size") { $0.announcement.announcement.hyperParameters.batchSize = bad }
            try refuse(1, "value_bits") { $0.announcement.announcement.codec.valueBits = bad }
            try refuse(1, "metric_bits") { $0.announcement.announcement.codec.metricBits = bad }
            try refuse(1, "weight_cap") { $0.announcement.announcement.codec.weightCap = bad }
            try refuse(1, "maximum_participants") { $0.announcement.announcement.codec.maximumParticipants = bad }
            try refuse(1, "blocks") { $0.announcement.announcement.blocks = bad }
            try refuse(1, "positions_per_block") { $0.announcement.announcement.positionsPerBlock = bad }
        }
        for bad in [Double.nan, .infinity, -.infinity] {
            try refuse(1, "learning_rate") { $0.announcement.announcement.hyperParameters.learningRate = bad }
            try refuse(1, "clip") { $0.announcement.announcement.codec.clip = bad }
        }
        for bad in [Int64.min, -1, 1 << 48, .max] {
            try refuse(1, "deadline_milliseconds") { $0.announcement.announcement.deadlineMilliseconds = bad }
        }
        try refuse(1, "kind") { $0.announcement.announcement.kind = .unspecified }
        try refuse(1, "kind") { $0.announcement.announcement.kind = .UNRECOGNIZED(9) }
        try refuse(1, "positions_per_block") {
            ($0.announcement.announcement.blocks, $0.announcement.announcement.positionsPerBlock) = (65535, 65535)
        }
    }

    @Test func blocksAreInOrderOnceEachAndAtLeastOne() throws {
        for bad in [[], [1, 1], [2, 1], [65536], [0, 1 << 31]] as [[UInt32]] {
            try refuse(6, "blocks") { $0.shareRequest.blocks = bad }
            try refuse(12, "blocks") { $0.share.blocks = bad }
        }
    }

    @Test func aHolderHasANumberAndOneInstance() throws {
        for bad in [UInt32(0), 17, .max] {
            try refuse(12, "holder") { $0.share.holder = bad }
            try refuse(15, "holder") { $0.commit.holder = bad }
            try refuse(6, "holder") { $0.shareRequest.commits[0].holder = bad }
        }
        for count in [0, 15, 17] {
            try refuse(15, "instance") { $0.commit.instance = Data(repeating: 1, count: count) }
        }
    }

    @Test func aShareRequestHasCommitsOfSomeHoldersAndNoMoreThanThereCanBe() throws {
        try refuse(6, "commits") { $0.shareRequest.commits = [] }
        try refuse(6, "commits") { envelope in
            envelope.shareRequest.commits = Array(repeating: envelope.shareRequest.commits[0], count: 17)
        }
    }

    @Test func aTranscriptHoldsTheBytesThatWereSigned() throws {
        var generator = MessageGenerator(seed: 1)
        let given = generator.givenShare()
        let transcript = generator.transcript()
        func file(_ share: Transcript.Share) -> [UInt8] {
            let whole = Transcript(
                announcement: transcript.announcement, contributions: [], commits: [], shares: [share], ciphertexts: [],
                hashes: [], sum: [], outcome: .void)
            return TranscriptFile.encode(
                SignedTranscript(
                    transcript: whole, roster: generator.signedBytes(), signature: [UInt8](repeating: 1, count: 64)))
        }
        #expect(try TranscriptFile.decode(file(given)).transcript.shares == [given])
        let other = Transcript.Share(signed: given.signed, payload: given.payload + [0])
        #expect(throws: WireError.field(message: "share", field: "content")) { try TranscriptFile.decode(file(other)) }
    }

    @Test func aChunkIsAPartOfItsWhole() throws {
        try refuse(2, "content") { $0.chunk.content = Data() }
        try refuse(2, "content") { $0.chunk.content = Data(repeating: 0, count: Chunk.byteCount + 1) }
        try refuse(2, "total") { $0.chunk.total = $0.chunk.offset }
        try refuse(2, "total") { $0.chunk.total = $0.chunk.offset + UInt64($0.chunk.content.count) - 1 }
    }

    @Test func anOutcomeIsAKnownOne() throws {
        try refuse(3, "outcome") { $0.concluded.outcome = .unspecified }
        try refuse(3, "outcome") { $0.concluded.outcome = .UNRECOGNIZED(77) }
    }

    @Test func partsThatAreMissingAreRefused() throws {
        try refuse(6, "digest") { $0.shareRequest.clearInput() }
        try refuse(16, "federation") { $0.commitRequest.announcement.clearAnnouncement() }
        try refuse(16, "federation") { $0.commitRequest.clearAnnouncement() }
        try refuse(1, "signature") { $0.announcement.signature = Data() }
        try refuse(16, "digest") { $0.commitRequest.clearContributions() }
        try refuse(1, "epochs") { $0.announcement.announcement.clearHyperParameters() }
        try refuse(1, "value_bits") { $0.announcement.announcement.clearCodec() }
    }

    @Test func aRejectionOfALaterVersionSaysThatAMessageMadeNoSense() throws {
        var envelope = Grok_V1_Envelope()
        envelope.rejection = .with { ($0.code, $0.reason) = (.UNRECOGNIZED(50), "later") }
        let frame: [UInt8] = try envelope.serializedBytes()
        #expect(try WireCodec.decode(frame) == .rejection(Rejection(.malformed, "later")))
    }

    @Test func whatIsNoMessageIsRefused() throws {
        #expect(throws: WireError.unknownMessage) { try WireCodec.decode([]) }
        // Field 99, a varint: a message of a later version.
        #expect(throws: WireError.unknownMessage) { try WireCodec.decode([0x98, 0x06, 0x01]) }
        #expect(throws: WireError.notAnEnvelope) { try WireCodec.decode([0x0A]) }
        #expect(throws: WireError.notAnEnvelope) { try WireCodec.decode([0x0A, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F]) }
        #expect(throws: WireError.notATranscript) { try TranscriptFile.decode([0x0A]) }
        #expect(throws: WireError.self) { try TranscriptFile.decode([]) }
    }

    /// - Parameter kind: of ``MessageGenerator/message(kind:)``.
    private func refuse(
        _ kind: Int, _ field: String, at location: SourceLocation = #_sourceLocation, _ change: Change
    ) throws {
        var generator = MessageGenerator(seed: 1)
        var envelope = try Grok_V1_Envelope(serializedBytes: WireCodec.encode(generator.message(kind: kind)))
        change(&envelope)
        let frame: [UInt8] = try envelope.serializedBytes()
        let error = #expect(throws: WireError.self, sourceLocation: location) { try WireCodec.decode(frame) }
        guard case .field(_, let found) = error else {
            Issue.record("\(String(describing: error))", sourceLocation: location)
            return
        }
        #expect(found == field, sourceLocation: location)
    }
}
