import Federation
import Foundation
import WireMessages

extension Grok_V1_DecryptionRequest {
    init(_ value: DecryptionTicket) {
        self.init()
        announcement = Grok_V1_Announcement(value.announcement)
        blocks = value.blocks.map(UInt32.init)
        contributions = Grok_V1_Blob(value.contributions)
        input = Grok_V1_Blob(value.input)
    }
}

extension DecryptionTicket {
    init(_ value: Grok_V1_DecryptionRequest) throws {
        try self.init(
            announcement: RoundAnnouncement(value.announcement),
            blocks: Field("decryption request").blocks(value.blocks, "blocks"),
            contributions: Blob(value.contributions), input: Blob(value.input))
    }
}

extension Grok_V1_Blob {
    init(_ value: Blob) {
        self.init()
        digest = value.digest.data
        bytes = UInt64(value.byteCount)
    }
}

extension Blob {
    init(_ value: Grok_V1_Blob) throws {
        let field = Field("decryption request")
        try self.init(digest: field.digest(value.digest, "digest"), byteCount: field.size(value.bytes, "bytes"))
    }
}

extension Grok_V1_Share {
    init(_ value: ShareAnnouncement) {
        self.init()
        let statement = value.share.statement
        sum = statement.sum.data
        holder = UInt32(clamping: statement.holder)
        blocks = statement.blocks.map(UInt32.init)
        payloadBytes = UInt64(value.byteCount)
        payload = statement.payload.data
        signature = Data(value.share.signature)
    }
}

extension ShareAnnouncement {
    init(_ value: Grok_V1_Share) throws {
        let field = Field("share")
        let statement = try ShareStatement(
            sum: field.digest(value.sum, "sum"), holder: field.number(value.holder, "holder", in: 1...16),
            blocks: field.blocks(value.blocks, "blocks"), payload: field.digest(value.payload, "payload"))
        try self.init(
            share: Transcript.Share(statement: statement, signature: field.signature(value.signature, "signature")),
            byteCount: field.size(value.payloadBytes, "payload_bytes"))
    }
}
