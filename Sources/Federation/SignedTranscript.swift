/// A transcript as it is kept and handed on: with the server's word, and the roster by whose keys it can be checked.
public struct SignedTranscript: Hashable, Sendable {
    /// What happened.
    public let transcript: Transcript
    /// The roster that was in force, signed by the federation's authority. The announcement binds it.
    public let roster: SignedBytes
    /// The server's Ed25519 signature over the transcript's digest.
    public let signature: [UInt8]

    /// A transcript as it came from somewhere; ``TranscriptVerifier`` says whether to believe it.
    public init(transcript: Transcript, roster: SignedBytes, signature: [UInt8]) {
        self.transcript = transcript
        self.roster = roster
        self.signature = signature
    }
}
