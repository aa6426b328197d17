public import Primitives

/// How far a participant has verified where the global model comes from.
public struct ChainHead: Hashable, Sendable {
    /// Digest of the newest verified transcript; ``Transcript/genesis`` before the first.
    public let transcript: Digest
    /// Digest of the model that follows from it.
    public let model: Digest
    /// The round of that transcript, 0 before the first.
    public let round: Int
    /// Whose sum on this very model was opened already: nobody else's may be, since the difference would be somebody's
    /// contribution. Nil while none was.
    public let contributors: [PartyName]?

    /// A head.
    public init(transcript: Digest, model: Digest, round: Int, contributors: [PartyName]? = nil) {
        self.transcript = transcript
        self.model = model
        self.round = round
        self.contributors = contributors
    }

    /// Where every chain of a federation begins.
    public static func genesis(of manifest: Manifest) -> ChainHead {
        ChainHead(transcript: Transcript.genesis, model: manifest.initialModel, round: 0)
    }

    /// Why a round does not follow from what was verified; nil when it does.
    public func objection(to announcement: RoundAnnouncement) -> String? {
        if announcement.previousTranscript != transcript {
            return
                "round \(announcement.round) does not follow the transcript of round \(round), the newest verified here"
        }
        if announcement.baseModel != model {
            return "the model of round \(announcement.round) does not follow from the verified transcripts"
        }
        return announcement.round > round ? nil : "the number of round \(announcement.round) was used before"
    }

    /// The head after a round on this one.
    package func following(_ transcript: Transcript) -> ChainHead {
        let contributors = transcript.contributions.map(\.statement.participant).sorted()
        guard case .published(let next) = transcript.outcome, next != model else {
            return ChainHead(
                transcript: transcript.digest, model: model, round: transcript.announcement.round,
                contributors: contributors)
        }
        return ChainHead(transcript: transcript.digest, model: next, round: transcript.announcement.round)
    }
}
