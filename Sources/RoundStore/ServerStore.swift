package import Federation
package import Primitives

/// What the server's store tells, to read.
package protocol ServerHistory: BlobReader {
    /// Where the server is.
    func snapshot() throws -> ServerSnapshot

    /// Every round, in order.
    func rounds() throws -> [RoundRecord]

    /// The rounds with a higher number, in order.
    func rounds(after number: Int) throws -> RoundSlice

    /// The contribution of a participant to a round.
    func contribution(round: Int, participant: PartyName) throws -> ContributionRecord?

    /// The contribution of a participant to the newest round that it has contributed to.
    func newestContribution(of participant: PartyName) throws -> ContributionRecord?

    /// Commits to sums on a base model, of every round, by round and holder.
    func commits(baseModel: Digest) throws -> [CommitRecord]

    /// Every proof that a holder broke its word, in the order in which it was found.
    func evidence() throws -> [CommitEvidence]
}

/// What the server must not forget. Each method is one transaction: when it returns, its effect is durable.
///
/// The same call again changes nothing. What contradicts an earlier call throws ``StoreError/conflict(_:)``, what names
/// a round or a contribution that is not there ``StoreError/missing(_:)``.
package protocol ServerStore: ServerHistory, BlobStore {
    /// A round is opened: its number is above all that were used, and no round is open. Not even the same twice.
    func openRound(_ announcement: RoundAnnouncement, at: Timestamp) throws

    /// Contributions to rounds in training are accepted, all or none; their blobs are durable already.
    func acceptContributions(_ records: [ContributionRecord]) throws

    /// The contributors of a round are settled; each has an accepted contribution.
    func freezeRound(_ round: Int, contributors: [PartyName]) throws

    /// A holder's commit for a frozen round is accepted; the first one of a holder for a round counts.
    func acceptCommit(_ record: CommitRecord) throws

    /// A proof that a holder broke its word is kept.
    func saveEvidence(_ evidence: CommitEvidence) throws

    /// Shares for a frozen round are accepted; their blob is durable already.
    func acceptShare(_ record: ShareRecord) throws

    /// A round has ended, abandoned if it was training, otherwise if it was frozen; its shares are forgotten.
    func concludeRound(_ round: Int, _ conclusion: RoundConclusion) throws
}

extension ServerStore {
    /// One contribution is accepted.
    package func acceptContribution(_ record: ContributionRecord) throws { try acceptContributions([record]) }
}
