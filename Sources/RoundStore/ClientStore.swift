package import Federation
package import Primitives

/// What a participant must not forget. Each method is one transaction: when it returns, its effect is durable.
///
/// Models are blobs named ``BlobName/model(_:)``, the ciphertexts of a contribution
/// ``BlobName/contribution(round:participant:)``.
package protocol ClientStore: BlobStore {
    /// What the store knows of this participant's contribution to a round, by the announcement's digest.
    func contribution(announcement: Digest) throws -> OwnContribution?

    /// A contribution is made; its blob is durable already. The same again changes nothing, not even its state.
    ///
    /// Throws ``StoreError/conflict(_:)`` when another was made for this announcement.
    func saveContribution(_ contribution: OwnContribution) throws

    /// The server's answer: acknowledged with its signature, or refused.
    ///
    /// Throws ``StoreError/conflict(_:)`` when the server acknowledged it before and now says otherwise, and
    /// ``StoreError/missing(_:)`` when there is no such contribution.
    func settleContribution(announcement: Digest, _ settlement: OwnContribution.State) throws

    /// Contributions to rounds below `round`, in the order of rounds.
    func contributions(before round: Int) throws -> [OwnContribution]

    /// The announcement that this participant was sent for a round.
    func announcement(round: Int) throws -> SignedAnnouncement?

    /// Keeps an announcement; the first one for a round counts, a later one changes nothing.
    func saveAnnouncement(_ announcement: SignedAnnouncement) throws

    /// Every step of the chain that was verified, in the order of rounds.
    func verifiedHeads() throws -> [ChainHead]

    /// A transcript is verified; the blob of its model is durable already.
    ///
    /// Throws ``StoreError/conflict(_:)`` unless its round is newer than all that were verified.
    func saveVerified(_ head: ChainHead) throws

    /// Which copy of this participant keeps its state here; made with the state, and never changed.
    func instance() throws -> InstanceID

    /// Everything this holder promised, in the order of rounds.
    func commitments() throws -> [HolderMachine.Commitment]

    /// Keeps what this holder promises.
    ///
    /// Throws ``StoreError/conflict(_:)`` when a promise on the same base model does not go with it.
    func saveCommitment(_ commitment: HolderMachine.Commitment) throws

    /// The newest roster seen: bytes and signature.
    func roster() throws -> (content: [UInt8], signature: [UInt8])?

    /// Keeps a roster instead of the one before.
    func saveRoster(content: [UInt8], signature: [UInt8]) throws

    /// Number of the newest roster that the participant's person has accepted; nil when none was but the kit's.
    func acceptedRoster() throws -> Int?

    /// Keeps the number of a roster that was accepted.
    func saveAcceptedRoster(_ number: Int) throws

    /// The newest model that was verified, and how many there have been.
    func newestModel() throws -> (digest: Digest, published: Int)?

    /// Keeps which model is the newest instead of the one before; its blob is durable already.
    func saveNewestModel(_ digest: Digest, published: Int) throws

    /// The newest of the models with the lowest error rate that verified totals have shown, a share of the held-out examples.
    func bestModel() throws -> (digest: Digest, errorRate: Double)?

    /// Keeps which model is the best instead of the one before; its blob is durable already.
    func saveBestModel(_ digest: Digest, errorRate: Double) throws
}
