import Federation
import Foundation
import WireMessages

extension Grok_V1_Commit {
    init(_ value: SumCommit) {
        self.init()
        announcement = value.announcement.data
        baseModel = value.baseModel.data
        sum = value.sum.data
        holder = UInt32(clamping: value.holder)
        instance = Data(value.instance.bytes)
        signature = Data(value.signature)
    }
}

extension SumCommit {
    init(_ value: Grok_V1_Commit) throws {
        let field = Field("commit")
        try self.init(
            announcement: field.digest(value.announcement, "announcement"),
            baseModel: field.digest(value.baseModel, "base_model"), sum: field.digest(value.sum, "sum"),
            holder: field.holder(value.holder, "holder"),
            instance: field.require(InstanceID(bytes: value.instance), "instance"),
            signature: field.signature(value.signature, "signature"))
    }
}

extension Grok_V1_CommitRequest {
    init(_ value: CommitRequest) {
        self.init()
        announcement = Grok_V1_SignedAnnouncement(value.announcement)
        contributions = Grok_V1_Blob(value.contributions)
    }
}

extension CommitRequest {
    init(_ value: Grok_V1_CommitRequest) throws {
        try self.init(
            announcement: SignedAnnouncement(value.announcement),
            contributions: Blob(value.contributions, of: "commit request"))
    }
}

extension Grok_V1_CommitEvidence {
    init(_ value: CommitEvidence) {
        self.init()
        firstAnnouncement = Grok_V1_Announcement(value.first.announcement)
        first = Grok_V1_Commit(value.first.commit)
        secondAnnouncement = Grok_V1_Announcement(value.second.announcement)
        second = Grok_V1_Commit(value.second.commit)
    }
}

extension CommitEvidence {
    init(_ value: Grok_V1_CommitEvidence) throws {
        try self.init(
            first: Word(announcement: RoundAnnouncement(value.firstAnnouncement), commit: SumCommit(value.first)),
            second: Word(announcement: RoundAnnouncement(value.secondAnnouncement), commit: SumCommit(value.second)))
    }
}
