package import Federation
import Foundation
import SwiftProtobuf
import WireMessages

/// The bytes of a transcript file.
package enum TranscriptFile {
    /// A transcript as a file; the signature is the server's over the transcript's digest.
    package static func encode(_ transcript: Transcript, signature: [UInt8]) -> [UInt8] {
        var file = Grok_V1_Transcript()
        file.announcement = Grok_V1_Announcement(transcript.announcement)
        file.contributions = transcript.contributions.map(Grok_V1_Contribution.init)
        file.shares = transcript.shares.map { Grok_V1_Share(ShareAnnouncement(share: $0, byteCount: 0)) }
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
            contributions: file.contributions.map(SignedContribution.init),
            shares: file.shares.map { try ShareAnnouncement($0).share }, sum: Array(file.sum),
            outcome: model.map(Transcript.Outcome.published) ?? .void)
        return try (transcript, field.signature(file.signature, "signature"))
    }
}
