import Federation
import Primitives
import Wire

extension BlobName {
    static let evidenceFolder = "evidence"
    static let modelsFolder = "models"
    static let rostersFolder = "rosters"
    static let roundsFolder = "rounds"
    static let transcriptsFolder = "transcripts"
    static let modelSuffix = ".safetensors"

    /// Where the blob is below the folder of all blobs. Names of parties need no escaping.
    var path: String {
        switch self {
        case .contribution(let round, let participant):
            "\(Self.folder(ofRound: round))/\(participant).contribution"
        case .evidence(let digest): "\(Self.evidenceFolder)/\(digest.hex)\(EvidenceFile.suffix)"
        case .model(let digest): "\(Self.modelsFolder)/\(digest.hex)\(Self.modelSuffix)"
        case .refusedTranscript(let round): "\(Self.transcriptsFolder)/round-\(Self.padded(round)).refused"
        case .roster(let digest): "\(Self.rostersFolder)/\(digest.hex).roster"
        case .share(let round, let holder, let firstBlock):
            "\(Self.folder(ofRound: round))/holder-\(holder)-\(firstBlock).share"
        case .transcript(let round): "\(Self.transcriptsFolder)/round-\(Self.padded(round))\(TranscriptFile.suffix)"
        }
    }

    /// Where a person finds the blob below a state directory.
    package var fileName: String { "\(StateDirectory.blobsFolder)/\(path)" }

    static func folder(ofRound round: Int) -> String { "\(roundsFolder)/\(padded(round))" }

    /// Six digits, so that names sort like numbers; more when there are more.
    private static func padded(_ round: Int) -> String {
        let digits = String(round)
        return String(repeating: "0", count: max(0, 6 - digits.count)) + digits
    }
}
