import Federation
import Primitives
import WireMessages

extension WireCodec {
    static func message(_ body: Grok_V1_Envelope.OneOf_Message) throws -> WireMessage {
        switch body {
        case .acknowledgement(let value): try .acknowledgement(Acknowledgement(value))
        case .announcement(let value): try .announcement(SignedAnnouncement(value))
        case .chunk(let value): try .chunk(Chunk(value))
        case .commit(let value): try .commit(SumCommit(value))
        case .commitRequest(let value): try .commitRequest(CommitRequest(value))
        case .concluded(let value): try .concluded(Concluded(value))
        case .contribution(let value): try .contribution(SignedContribution(value))
        case .contributionRefused(let value):
            try .contributionRefused(
                announcement: Field("refusal").digest(value.announcement, "announcement"), reason: value.reason)
        case .fetch(let value):
            try .fetch(
                digest: Field("fetch").digest(value.digest, "digest"),
                offset: Field("fetch").size(value.offset, "offset"))
        case .finished(let value): try .finished(Finished(value))
        case .hello(let value): try .hello(Hello(value))
        case .ping: .ping
        case .pong: .pong
        case .refused(let value):
            try .refused(
                announcement: Field("refusal").digest(value.announcement, "announcement"), reason: value.reason)
        case .rejection(let value): .rejection(Rejection(Rejection.Code(value.code), value.reason))
        case .share(let value): try .share(ShareAnnouncement(value))
        case .shareRequest(let value): try .shareRequest(ShareRequest(value))
        case .welcome(let value): try .welcome(Welcome(value))
        }
    }
}
