import Federation
import Foundation
import Primitives
import WireMessages

extension Grok_V1_ShareRequest {
    init(_ value: ShareRequest) {
        self.init()
        announcement = value.announcement.data
        sum = value.sum.data
        blocks = value.blocks.map(UInt32.init)
        commits = value.commits.map(Grok_V1_Commit.init)
        input = Grok_V1_Blob(value.input)
    }
}

extension ShareRequest {
    init(_ value: Grok_V1_ShareRequest) throws {
        let field = Field("share request")
        try field.check((1...Self.mostCommits).contains(value.commits.count), "commits")
        try self.init(
            announcement: field.digest(value.announcement, "announcement"), sum: field.digest(value.sum, "sum"),
            blocks: field.blocks(value.blocks, "blocks"), commits: value.commits.map(SumCommit.init),
            input: Blob(value.input, of: "share request"))
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
    init(_ value: Grok_V1_Blob, of message: String) throws {
        let field = Field(message)
        try self.init(digest: field.digest(value.digest, "digest"), byteCount: field.size(value.bytes, "bytes"))
    }
}

extension Grok_V1_Share {
    init(_ value: SignedShare, byteCount: Int) {
        self.init()
        let statement = value.statement
        sum = statement.sum.data
        holder = UInt32(clamping: statement.holder)
        blocks = statement.blocks.map(UInt32.init)
        payloadBytes = UInt64(byteCount)
        payload = statement.payload.data
        signature = Data(value.signature)
    }
}

extension ShareAnnouncement {
    init(_ value: Grok_V1_Share) throws {
        let field = Field("share")
        let statement = try ShareStatement(
            sum: field.digest(value.sum, "sum"), holder: field.holder(value.holder, "holder"),
            blocks: field.blocks(value.blocks, "blocks"), payload: field.digest(value.payload, "payload"))
        try self.init(
            share: SignedShare(statement: statement, signature: field.signature(value.signature, "signature")),
            byteCount: field.size(value.payloadBytes, "payload_bytes"))
    }
}

extension Grok_V1_GivenShare {
    init(_ value: Transcript.Share) {
        self.init()
        share = Grok_V1_Share(value.signed, byteCount: value.payload.count)
        content = Data(value.payload)
    }
}

extension Transcript.Share {
    /// The bytes are the ones that the holder signed.
    init(_ value: Grok_V1_GivenShare) throws {
        let announced = try ShareAnnouncement(value.share)
        let field = Field("share")
        try field.check(value.content.count == announced.byteCount, "content")
        try field.check(Digest(sha256: value.content) == announced.share.statement.payload, "content")
        self.init(signed: announced.share, payload: Array(value.content))
    }
}
