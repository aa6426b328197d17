import Federation
import Paillier
import Primitives
import RoundStore
import Wire

/// What the server keeps in memory of the round in progress; all of it can be made again from the store.
struct CurrentRound {
    let announcement: RoundAnnouncement
    let digest: Digest
    let openedAt: Timestamp
    var contributions: [PartyName: SignedContribution] = [:]
    var shares: [ShareRecord] = []
    var holders: Set<PartyName> = []
    var sum: EncryptedVector?
    var sumDigest: Digest?
    var summedAt: Timestamp?
    /// What holders may fetch.
    var blobs: [Digest: [UInt8]] = [:]
    var statistics = RoundStatistics()

    init(_ announcement: RoundAnnouncement, openedAt: Timestamp) {
        self.announcement = announcement
        digest = announcement.digest
        self.openedAt = openedAt
    }

    var number: Int { announcement.round }

    /// The contributions of a frozen round, sorted by name.
    func contributions(of contributors: [PartyName]) -> [SignedContribution] {
        contributors.compactMap { contributions[$0] }
    }
}
