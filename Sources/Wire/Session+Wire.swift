import Federation
import Foundation
import SwiftProtobuf
import WireMessages

extension Grok_V1_Hello {
    init(_ value: Hello) {
        self.init()
        `protocol` = UInt32(clamping: value.version)
        federation = value.federation
        manifest = value.manifest.data
        rosterNumber = UInt64(value.rosterNumber)
        if let digest = value.model { model = digest.data }
    }
}

extension Hello {
    init(_ value: Grok_V1_Hello) throws {
        let field = Field("hello")
        try self.init(
            version: Int(value.protocol), federation: value.federation,
            manifest: field.digest(value.manifest, "manifest"),
            rosterNumber: field.size(value.rosterNumber, "roster_number"),
            model: field.optionalDigest(value.model, "model"))
    }
}

extension Grok_V1_Welcome {
    init(_ value: Welcome) {
        self.init()
        if let document = value.roster { roster = Grok_V1_SignedBytes(document) }
        published = UInt64(value.published)
        rounds = UInt64(value.rounds)
        model = value.model.data
    }
}

extension Welcome {
    init(_ value: Grok_V1_Welcome) throws {
        let field = Field("welcome")
        let roster = value.hasRoster ? value.roster : nil
        try self.init(
            roster: roster.map { try SignedBytes($0, of: "welcome") },
            published: field.size(value.published, "published"), rounds: field.size(value.rounds, "rounds"),
            model: field.digest(value.model, "model"))
    }
}

extension Grok_V1_Rejection.Code {
    init(_ value: Rejection.Code) {
        switch value {
        case .federation: self = .federation
        case .malformed: self = .malformed
        case .manifest: self = .manifest
        case .notInRoster: self = .notInRoster
        case .protocolVersion: self = .protocol
        case .replaced: self = .replaced
        case .stopping: self = .stopping
        }
    }
}

extension Rejection.Code {
    /// A code from a later version says that a message made no sense to it, the one thing an older version can say.
    init(_ value: Grok_V1_Rejection.Code) {
        switch value {
        case .federation: self = .federation
        case .malformed, .unspecified, .UNRECOGNIZED: self = .malformed
        case .manifest: self = .manifest
        case .notInRoster: self = .notInRoster
        case .protocol: self = .protocolVersion
        case .replaced: self = .replaced
        case .stopping: self = .stopping
        }
    }
}

extension Grok_V1_Chunk {
    init(_ value: Chunk) {
        self.init()
        digest = value.digest.data
        offset = UInt64(value.offset)
        total = UInt64(value.total)
        content = Data(value.content)
    }
}

extension Chunk {
    init(_ value: Grok_V1_Chunk) throws {
        let field = Field("chunk")
        try field.check((1...Chunk.byteCount).contains(value.content.count), "content")
        try self.init(
            digest: field.digest(value.digest, "digest"), offset: field.size(value.offset, "offset"),
            total: field.size(value.total, "total"), content: Array(value.content))
        try field.check(offset + content.count <= total, "total")
    }
}
