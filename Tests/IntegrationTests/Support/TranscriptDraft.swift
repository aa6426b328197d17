import Federation
import Paillier
import Primitives

/// A transcript whose parts can be changed one by one.
struct TranscriptDraft {
    var announcement: RoundAnnouncement
    var contributions: [SignedContribution]
    var commits: [SumCommit]
    var shares: [Transcript.Share]
    var ciphertexts: [UInt8]
    var hashes: [HomomorphicHash]
    var sum: [UInt8]
    var outcome: Transcript.Outcome
    var roster: SignedBytes

    init(_ signed: SignedTranscript) {
        let transcript = signed.transcript
        (announcement, contributions, commits) = (
            transcript.announcement, transcript.contributions, transcript.commits
        )
        (shares, ciphertexts, hashes) = (transcript.shares, transcript.ciphertexts, transcript.hashes)
        (sum, outcome, roster) = (transcript.sum, transcript.outcome, signed.roster)
    }

    func signed(by key: SigningKey) throws -> SignedTranscript {
        let transcript = Transcript(
            announcement: announcement, contributions: contributions, commits: commits, shares: shares,
            ciphertexts: ciphertexts, hashes: hashes, sum: sum, outcome: outcome)
        return try SignedTranscript(
            transcript: transcript, roster: roster, signature: key.signature(for: transcript.digest.bytes))
    }
}

extension RoundAnnouncement {
    /// The same round with something else in one place.
    func with(
        round: Int? = nil, kind: RoundKind? = nil, baseModel: Digest? = nil, previousTranscript: Digest? = nil,
        hyperParameters: HyperParameters? = nil
    ) -> RoundAnnouncement {
        RoundAnnouncement(
            federation: federation, manifest: manifest, rosterNumber: rosterNumber, roster: roster, key: key,
            round: round ?? self.round, kind: kind ?? self.kind, baseModel: baseModel ?? self.baseModel,
            previousTranscript: previousTranscript ?? self.previousTranscript,
            hyperParameters: hyperParameters ?? self.hyperParameters, codec: codec, strategy: strategy, layout: layout,
            deadline: deadline)
    }
}
