/// Everything that reads bytes of strangers. What a target may do with bytes is refuse them or read them, in time and
/// memory that grow with their number; whatever else it does ends the process.
///
/// `make fuzz` runs them under libFuzzer; what that finds is kept in Tests/FuzzTests/Cases, which the tests read.
public enum FuzzTarget: String, CaseIterable, Sendable {
    /// A stream, cut into frames.
    case frames
    /// The payload of a frame.
    case messages
    /// What stores keep of messages: contributions, commits, evidence and the like.
    case records
    case transcripts
    /// A kit's text.
    case kits
    /// The JSON documents of a kit, as if they were signed.
    case documents
    case models
    /// A message of RFC 5322 with MIME parts.
    case mail
    /// A mailbox, or whatever else is read like one.
    case mailboxes
    case configurations

    /// Reads bytes.
    public func read(_ bytes: [UInt8]) {
        switch self {
        case .configurations: Files.readConfiguration(bytes)
        case .documents: Documents.readDocument(bytes)
        case .frames: Frames.read(bytes)
        case .kits: Documents.readKit(bytes)
        case .mail: Files.readMail(bytes)
        case .mailboxes: Files.readMailbox(bytes)
        case .messages: Messages.read(bytes)
        case .models: Files.readModel(bytes)
        case .records: Messages.readRecord(bytes)
        case .transcripts: Messages.readTranscript(bytes)
        }
    }
}
