package import Federation
import Foundation
package import Paillier
import SwiftProtobuf
import WireMessages

/// The bytes of a transcript file.
package enum TranscriptFile {
    /// What such files are called.
    package static let suffix = ".transcript"

    /// A transcript as a file.
    package static func encode(_ signed: SignedTranscript) -> [UInt8] {
        let transcript = signed.transcript
        var file = Grok_V1_Transcript()
        file.announcement = Grok_V1_Announcement(transcript.announcement)
        file.contributions = transcript.contributions.map(Grok_V1_Contribution.init)
        file.commits = transcript.commits.map(Grok_V1_Commit.init)
        file.shares = transcript.shares.map(Grok_V1_GivenShare.init)
        file.ciphertexts = Data(transcript.ciphertexts)
        file.hashes = transcript.hashes.map { Data($0.bytes) }
        file.sum = Data(transcript.sum)
        if case .published(let model) = transcript.outcome { file.model = model.data }
        file.roster = Grok_V1_SignedBytes(signed.roster)
        file.signature = Data(signed.signature)
        return WireCodec.serialized(file)
    }

    /// - Throws: ``WireError``.
    package static func decode(_ bytes: [UInt8]) throws -> SignedTranscript {
        let file: Grok_V1_Transcript
        do { file = try Grok_V1_Transcript(serializedBytes: bytes) } catch { throw WireError.notATranscript }
        let field = Field("transcript")
        let model = try field.optionalDigest(file.model, "model")
        let transcript = try Transcript(
            announcement: RoundAnnouncement(file.announcement),
            contributions: file.contributions.map(SignedContribution.init), commits: file.commits.map(SumCommit.init),
            shares: file.shares.map(Transcript.Share.init), ciphertexts: Array(file.ciphertexts),
            hashes: file.hashes.map { HomomorphicHash(bytes: Array($0)) }, sum: Array(file.sum),
            outcome: model.map(Transcript.Outcome.published) ?? .void)
        return try SignedTranscript(
            transcript: transcript, roster: SignedBytes(file.roster, of: "transcript"),
            signature: field.signature(file.signature, "signature"))
    }

    /// The most bytes that a transcript of a federation can have: what is longer need not be read.
    ///
    /// Any holder may have given any block, each block by itself, though `sharesPerBlock` shares of a block and one more
    /// of a slow holder are usual.
    package static func byteLimit(manifest: Manifest, codec: UpdateCodec, scheme: any AdditiveScheme) -> Int {
        let layout = codec.layout(of: .training)
        let contribution = scheme.headerByteCount(layout: layout) + scheme.ciphertextByteCount + envelope
        let share = scheme.shareByteCount(blocks: 1, layout: layout) + envelope
        let sum = layout.positions * ((scheme.plaintextBits + 7) / 8)
        return manifest.codec.maximumParticipants * contribution
            + manifest.holders.count * (envelope + layout.blocks * share) + scheme.bodyByteCount(layout: layout) + sum
            + rosterByteLimit + 2 * envelope
    }

    /// More than what stands around the bytes of a contribution, a commit, a share or an announcement: digests, a
    /// signature, a name, numbers.
    private static let envelope = 1024
    /// A frame's, since rosters are welcomed with.
    private static let rosterByteLimit = 1 << 20
}
