package import Federation

/// Decides whether to believe a transcript.
package protocol TranscriptAudit: Sendable {
    /// Whether a transcript that holds is worth the room that it takes.
    var keepsTranscripts: Bool { get }

    /// Checks a transcript and takes its step from `head`, on the parameters of the head's model.
    func verify(
        _ signed: SignedTranscript, after head: ChainHead, base: [Float]
    ) throws(TranscriptFlaw) -> TranscriptVerifier.Step

    /// Checks that the transcript's sum counts a contribution as it was made here.
    func check(
        _ transcript: Transcript, counts contribution: SignedContribution, body: [UInt8]
    ) throws(TranscriptFlaw)
}

extension TranscriptVerifier: TranscriptAudit {
    /// It is what a later dispute is settled with.
    package var keepsTranscripts: Bool { true }
}
