package import Federation
import Foundation
package import Paillier
import SwiftProtobuf
import WireMessages

/// The bytes of a transcript file.
package enum TranscriptFile {
    /// A transcript as a file; the signature is the server's over the transcript's digest.
    package static func encode(_ transcript: Transcript, signature: [UInt8]) -> [UInt8] {
        var file = Grok_V1_Transcript()
        file.announcement = Grok_V1_Announcement(transcript.announcement)
        file.contributions = transcript.contributions.map(Grok_V1_Contribution.init)
        file.commits = transcript.commits.map(Grok_V1_Commit.init)
        file.shares = transcript.shares.map(Grok_V1_GivenShare.init)
        file.sum = Data(transcript.sum)
        if case .published(let model) = transcript.outcome { file.model = model.data }
        file.signature = Data(signature)
        return WireCodec.serialized(file)
    }

    /// - Throws: ``WireError``.
    package static func decode(_ bytes: [UInt8]) throws -> (transcript: Transcript, signature: [UInt8]) {
        let file: Grok_V1_Transcript
        do { file = try Grok_V1_Transcript(serializedBytes: bytes) } catch { throw WireError.notATranscript }
        let field = Field("transcript")
        let model = try field.optionalDigest(file.model, "model")
        let transcript = try Transcript(
            announcement: RoundAnnouncement(file.announcement),
            contributions: file.contributions.map(SignedContribution.init), commits: file.commits.map(SumCommit.init),
            shares: file.shares.map(Transcript.Share.init), sum: Array(file.sum),
            outcome: model.map(Transcript.Outcome.published) ?? .void)
        return try (transcript, field.signature(file.signature, "signature"))
    }

    /// The most bytes that a transcript of a federation can have: what is longer need not be read.
    ///
    /// Any holder may have given any block, each block by itself, though `sharesPerBlock` shares of a block and one more
    /// of a slow holder are usual.
    package static func byteLimit(manifest: Manifest, codec: UpdateCodec, scheme: any AdditiveScheme) -> Int {
        let layout = codec.layout(of: .training)
        let contribution = scheme.headerByteCount(layout: layout) + envelope
        let share = scheme.shareByteCount(blocks: 1, layout: layout) + envelope
        let sum = layout.positions * ((scheme.plaintextBits + 7) / 8)
        return manifest.codec.maximumParticipants * contribution
            + manifest.holders.count * (envelope + layout.blocks * share) + sum + 2 * envelope
    }

    /// More than what stands around the bytes of a contribution, a commit, a share or an announcement: digests, a
    /// signature, a name, numbers.
    private static let envelope = 1024
}
