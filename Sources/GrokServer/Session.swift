import Federation
import Primitives
import RoundStore
import Wire

/// A participant's connection.
struct Session {
    let name: PartyName
    let key: VerificationKey
    /// When something last came from it.
    var heardAt: Timestamp
    /// Whether its hello was accepted.
    var isGreeted = false
    /// Whether the connection is being ended: nothing more is heard on it.
    var isRejected = false
    var upload: Upload?
    /// When the upload has to be complete.
    var uploadDeadline: Timestamp?

    /// What the participant is in the middle of sending.
    enum Upload {
        case contribution(SignedContribution, body: any StagedBlob, total: Int)
        case share(ShareAnnouncement, payload: [UInt8])

        /// What its chunks are named by.
        var digest: Digest {
            switch self {
            case .contribution(let contribution, _, _): contribution.statement.announcement
            case .share(let share, _): share.share.statement.sum
            }
        }

        var received: Int {
            switch self {
            case .contribution(_, let body, _): body.byteCount
            case .share(_, let payload): payload.count
            }
        }

        var total: Int {
            switch self {
            case .contribution(_, _, let total): total
            case .share(let share, _): share.byteCount
            }
        }
    }
}
