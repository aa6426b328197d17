import Federation
import Foundation
import Primitives
import SwiftProtobuf
import WireMessages

extension WireCodec {
    static func body(of message: WireMessage) -> Grok_V1_Envelope.OneOf_Message {
        switch message {
        case .acknowledgement(let value): .acknowledgement(Grok_V1_Acknowledgement(value))
        case .announcement(let value): .announcement(Grok_V1_SignedAnnouncement(value))
        case .chunk(let value): .chunk(Grok_V1_Chunk(value))
        case .commit(let value): .commit(Grok_V1_Commit(value))
        case .commitRequest(let value): .commitRequest(Grok_V1_CommitRequest(value))
        case .concluded(let value): .concluded(Grok_V1_Concluded(value))
        case .contribution(let value): .contribution(Grok_V1_Contribution(value))
        case .contributionRefused(let announcement, let reason):
            .contributionRefused(.with { ($0.announcement, $0.reason) = (announcement.data, reason) })
        case .fetch(let digest, let offset): .fetch(.with { ($0.digest, $0.offset) = (digest.data, UInt64(offset)) })
        case .finished(let value): .finished(Grok_V1_Finished(value))
        case .hello(let value): .hello(Grok_V1_Hello(value))
        case .ping: .ping(Grok_V1_Ping())
        case .pong: .pong(Grok_V1_Pong())
        case .refused(let announcement, let reason):
            .refused(.with { ($0.announcement, $0.reason) = (announcement.data, reason) })
        case .rejection(let value):
            .rejection(.with { ($0.code, $0.reason) = (Grok_V1_Rejection.Code(value.code), value.reason) })
        case .share(let value): .share(Grok_V1_Share(value.share, byteCount: value.byteCount))
        case .shareRequest(let value): .shareRequest(Grok_V1_ShareRequest(value))
        case .welcome(let value): .welcome(Grok_V1_Welcome(value))
        }
    }
}

extension Digest {
    var data: Data { Data(bytes) }
}
