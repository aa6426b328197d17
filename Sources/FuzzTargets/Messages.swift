import Federation
import Wire

enum Messages {
    /// What is accepted is written and read again as the same.
    static func read(_ bytes: [UInt8]) {
        guard let message = try? WireCodec.decode(bytes) else { return }
        precondition((try? WireCodec.decode(WireCodec.encode(message))) == message, "it reads back as another message")
    }

    static func readTranscript(_ bytes: [UInt8]) {
        guard let signed = try? TranscriptFile.decode(bytes) else { return }
        let again = try? TranscriptFile.decode(TranscriptFile.encode(signed))
        precondition(again == signed, "it reads back as another transcript")
        precondition(again?.transcript.digest == signed.transcript.digest, "it reads back with another digest")
    }

    static func readEvidence(_ bytes: [UInt8]) {
        guard let (evidence, roster) = try? EvidenceFile.decode(bytes) else { return }
        let again = try? EvidenceFile.decode(EvidenceFile.encode(evidence, roster: roster))
        precondition(again?.evidence == evidence && again?.roster == roster, "it reads back as other evidence")
    }

    /// The first byte chooses the kind.
    static func readRecord(_ bytes: [UInt8]) {
        let record = Array(bytes.dropFirst())
        switch bytes.first.map({ $0 % 7 }) {
        case 0: check(record, WireCodec.decodeAnnouncement) { WireCodec.encode($0) }
        case 1: check(record, WireCodec.decodeContribution) { WireCodec.encode($0) }
        case 2: check(record, WireCodec.decodeContributions) { WireCodec.encode($0) }
        case 3: check(record, WireCodec.decodeAcknowledgement) { WireCodec.encode($0) }
        case 4: check(record, WireCodec.decodeShare) { WireCodec.encode($0) }
        case 5: check(record, WireCodec.decodeCommit) { WireCodec.encode($0) }
        case 6: check(record, WireCodec.decodeEvidence) { WireCodec.encode($0) }
        default: return
        }
    }

    private static func check<Record: Equatable>(
        _ bytes: [UInt8], _ decode: ([UInt8]) throws -> Record, _ encode: (Record) -> [UInt8]
    ) {
        guard let record = try? decode(bytes) else { return }
        precondition((try? decode(encode(record))) == record, "it reads back as another record")
    }
}
