import Federation
import Paillier
import Primitives
import RoundStore
import Wire

/// What the server keeps in memory of the round in progress; all of it can be made again from the store.
struct CurrentRound {
    let signed: SignedAnnouncement
    let digest: Digest
    let openedAt: Timestamp
    var contributions: [PartyName: SignedContribution] = [:]
    /// The first commit of each holder that has made one.
    var commits: [SumCommit] = []
    var shares: [ShareRecord] = []
    /// What is being checked of whom; each participant's is checked one at a time.
    var verifying: [PartyName: ContributionStatement] = [:]
    var sum: EncryptedVector?
    var sumDigest: Digest?
    var summedAt: Timestamp?
    /// What every holder may fetch: what the sum is made of.
    var contributionList: [UInt8] = []
    var contributionListDigest: Digest?
    /// What each holder may fetch to answer what it was asked on its connection.
    var inputs: [PartyName: [Digest: [UInt8]]] = [:]
    /// Key holders of whom it was said that the round waits for them.
    var waitingFor: [PartyName] = []
    var statistics = RoundStatistics()

    init(_ announcement: RoundAnnouncement, signer: SigningKey, openedAt: Timestamp) throws {
        signed = try SignedAnnouncement(announcement, signer: signer)
        digest = announcement.digest
        self.openedAt = openedAt
    }

    var announcement: RoundAnnouncement { signed.announcement }

    var number: Int { announcement.round }

    /// The commits to the sum that is being opened, sorted by holder.
    var commitsToSum: [SumCommit] {
        commits.filter { $0.sum == sumDigest }.sorted { $0.holder < $1.holder }
    }

    /// What a holder may fetch by this digest.
    func blob(_ digest: Digest, for name: PartyName) -> [UInt8]? {
        digest == contributionListDigest ? contributionList : inputs[name]?[digest]
    }

    /// Digests of all that may be fetched.
    var fetchable: Set<Digest> {
        inputs.values.reduce(into: Set([contributionListDigest].compactMap(\.self))) { $0.formUnion($1.keys) }
    }

    /// The contributions of a frozen round, sorted by name.
    func contributions(of contributors: [PartyName]) -> [SignedContribution] {
        contributors.compactMap { contributions[$0] }
    }
}
