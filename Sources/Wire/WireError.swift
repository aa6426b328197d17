/// What can be wrong with a frame that arrived.
package enum WireError: Error, Equatable, Sendable {
    /// A field holds what it must not.
    case field(message: String, field: String)
    /// The frame is not a protobuf Envelope.
    case notAnEnvelope
    /// A file of evidence is not one.
    case notEvidence
    /// A transcript file is not one.
    case notATranscript
    /// The Envelope holds no message this version knows.
    case unknownMessage
}

extension WireError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .field(let message, let field): "the field \(field) of a \(message) message is malformed"
        case .notAnEnvelope: "a frame is not a message of this protocol"
        case .notEvidence: "the file is not evidence"
        case .notATranscript: "the file is not a transcript"
        case .unknownMessage: "a message is of a kind that this version does not know"
        }
    }
}
