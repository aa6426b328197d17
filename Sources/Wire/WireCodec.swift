package import Federation
import SwiftProtobuf
import WireMessages

/// Between messages and the bytes of a frame. Decoding trusts nothing: a message that comes out is well formed.
package enum WireCodec {
    /// The payload of the frame that carries `message`.
    package static func encode(_ message: WireMessage) -> [UInt8] {
        var envelope = Grok_V1_Envelope()
        envelope.message = body(of: message)
        return serialized(envelope)
    }

    /// - Throws: ``WireError``.
    package static func decode(_ frame: [UInt8]) throws -> WireMessage {
        let envelope: Grok_V1_Envelope
        do { envelope = try Grok_V1_Envelope(serializedBytes: frame) } catch { throw WireError.notAnEnvelope }
        guard let body = envelope.message else { throw WireError.unknownMessage }
        return try message(body)
    }

    /// The bytes of an announcement, for the store.
    package static func encode(_ announcement: RoundAnnouncement) -> [UInt8] {
        serialized(Grok_V1_Announcement(announcement))
    }

    /// - Throws: ``WireError``.
    package static func decodeAnnouncement(_ bytes: [UInt8]) throws -> RoundAnnouncement {
        try RoundAnnouncement(parse(bytes, as: Grok_V1_Announcement.self))
    }

    /// The bytes of an announcement with the server's signature, for the store.
    package static func encode(_ announcement: SignedAnnouncement) -> [UInt8] {
        serialized(Grok_V1_SignedAnnouncement(announcement))
    }

    /// - Throws: ``WireError``.
    package static func decodeSignedAnnouncement(_ bytes: [UInt8]) throws -> SignedAnnouncement {
        try SignedAnnouncement(parse(bytes, as: Grok_V1_SignedAnnouncement.self))
    }

    /// The bytes of a signed document, for the store.
    package static func encode(_ document: SignedBytes) -> [UInt8] {
        serialized(Grok_V1_SignedBytes(document))
    }

    /// - Throws: ``WireError``.
    package static func decodeSignedBytes(_ bytes: [UInt8]) throws -> SignedBytes {
        try SignedBytes(parse(bytes, as: Grok_V1_SignedBytes.self), of: "roster")
    }

    /// The bytes of a contribution without its ciphertexts, for the store.
    package static func encode(_ contribution: SignedContribution) -> [UInt8] {
        serialized(Grok_V1_Contribution(contribution))
    }

    /// - Throws: ``WireError``.
    package static func decodeContribution(_ bytes: [UInt8]) throws -> SignedContribution {
        try SignedContribution(parse(bytes, as: Grok_V1_Contribution.self))
    }

    /// The blob a holder fetches to see what a sum is made of.
    package static func encode(_ contributions: [SignedContribution]) -> [UInt8] {
        var list = Grok_V1_ContributionList()
        list.contributions = contributions.map(Grok_V1_Contribution.init)
        return serialized(list)
    }

    /// - Throws: ``WireError``.
    package static func decodeContributions(_ bytes: [UInt8]) throws -> [SignedContribution] {
        try parse(bytes, as: Grok_V1_ContributionList.self).contributions.map(SignedContribution.init)
    }

    /// The bytes of an acknowledgement, for the store.
    package static func encode(_ acknowledgement: Acknowledgement) -> [UInt8] {
        serialized(Grok_V1_Acknowledgement(acknowledgement))
    }

    /// - Throws: ``WireError``.
    package static func decodeAcknowledgement(_ bytes: [UInt8]) throws -> Acknowledgement {
        try Acknowledgement(parse(bytes, as: Grok_V1_Acknowledgement.self))
    }

    /// The bytes of a holder's share without its payload, for the store.
    package static func encode(_ share: ShareAnnouncement) -> [UInt8] {
        serialized(Grok_V1_Share(share.share, byteCount: share.byteCount))
    }

    /// - Throws: ``WireError``.
    package static func decodeShare(_ bytes: [UInt8]) throws -> ShareAnnouncement {
        try ShareAnnouncement(parse(bytes, as: Grok_V1_Share.self))
    }

    /// The bytes of a commit, for the store.
    package static func encode(_ commit: SumCommit) -> [UInt8] {
        serialized(Grok_V1_Commit(commit))
    }

    /// - Throws: ``WireError``.
    package static func decodeCommit(_ bytes: [UInt8]) throws -> SumCommit {
        try SumCommit(parse(bytes, as: Grok_V1_Commit.self))
    }

    /// The bytes of a proof that a holder broke its word, for the store and for whoever is to be convinced.
    package static func encode(_ evidence: CommitEvidence) -> [UInt8] {
        serialized(Grok_V1_CommitEvidence(evidence))
    }

    /// - Throws: ``WireError``.
    package static func decodeEvidence(_ bytes: [UInt8]) throws -> CommitEvidence {
        try CommitEvidence(parse(bytes, as: Grok_V1_CommitEvidence.self))
    }

    private static func parse<Message: SwiftProtobuf.Message>(_ bytes: [UInt8], as: Message.Type) throws -> Message {
        do { return try Message(serializedBytes: bytes) } catch { throw WireError.notAnEnvelope }
    }

    /// Messages of this protocol have no required fields, the one thing serialising can fail for.
    static func serialized(_ message: some SwiftProtobuf.Message) -> [UInt8] {
        guard let bytes: [UInt8] = try? message.serializedBytes() else {
            preconditionFailure("a proto3 message without required fields always serialises")
        }
        return bytes
    }
}
