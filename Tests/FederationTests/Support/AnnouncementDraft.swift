import Federation
import Paillier
import Primitives

/// An announcement whose fields can be changed one by one.
struct AnnouncementDraft {
    var federation: PartyName
    var manifest: Digest
    var rosterNumber = 1
    var roster: Digest
    var key: Digest
    var round = 1
    var kind = RoundKind.training
    var baseModel: Digest
    var previousTranscript = Transcript.genesis
    var hyperParameters = HyperParameters()
    var codec: CodecParameters
    var strategy = "fedavg"
    var layout: BlockLayout
    var deadline = Timestamp(milliseconds: 1_700_000_600_000)

    var announcement: RoundAnnouncement {
        RoundAnnouncement(
            federation: federation, manifest: manifest, rosterNumber: rosterNumber, roster: roster, key: key,
            round: round, kind: kind, baseModel: baseModel, previousTranscript: previousTranscript,
            hyperParameters: hyperParameters, codec: codec, strategy: strategy, layout: layout, deadline: deadline)
    }

    func with(_ change: (inout AnnouncementDraft) throws -> Void) rethrows -> RoundAnnouncement {
        var draft = self
        try change(&draft)
        return draft.announcement
    }
}
