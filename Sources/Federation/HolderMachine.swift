public import Primitives

/// Decides whether a holder helps to decrypt a sum: pure, with what it agreed to before handed in by its owner.
///
/// The checks are in the order of the scheme's specification; the first that fails is the reason for the refusal.
public struct HolderMachine: Sendable {
    /// What a holder promised before: one sum at each place in the chain of models, for each kind of round.
    public struct Commitment: Hashable, Sendable {
        /// Digest of the base model.
        public let baseModel: Digest
        /// Digest of the transcript before the round.
        public let previousTranscript: Digest
        /// The kind of the round.
        public let kind: RoundKind
        /// Digest of the sum it agreed to open.
        public let sum: Digest
        /// The round's number.
        public let round: Int

        /// A commitment.
        public init(baseModel: Digest, previousTranscript: Digest, kind: RoundKind, sum: Digest, round: Int) {
            self.baseModel = baseModel
            self.previousTranscript = previousTranscript
            self.kind = kind
            self.sum = sum
            self.round = round
        }
    }

    /// What to do about a request.
    public enum Decision: Equatable, Sendable {
        /// Persist the commitment, then give the shares.
        case help(Commitment)
        /// Give nothing; the reason is for people.
        case refuse(String)
    }

    let manifest: Manifest
    let manifestDigest: Digest
    let codec: UpdateCodec
    let name: PartyName

    /// The machine of holder `name`.
    public init(manifest: SignedDocument<Manifest>, codec: UpdateCodec, name: PartyName) {
        self.manifest = manifest.content
        manifestDigest = manifest.digest
        self.codec = codec
        self.name = name
    }

    /// - Parameters:
    ///   - roster: the newest seen.
    ///   - commitments: everything this holder ever agreed to.
    ///   - announced: digest of the announcement of this round that this holder was sent, nil when none.
    ///   - own: digest of this participant's own contribution to this round that the server acknowledged, if any.
    ///   - prepared: digest of the contribution that this participant has made to this round, acknowledged or not.
    public func decide(
        _ request: DecryptionRequest, roster: Roster, commitments: [Commitment], announced: Digest?, own: Digest?,
        prepared: Digest? = nil
    ) -> Decision {
        let reason =
            objectionToAnnouncement(request, roster: roster, announced: announced)
            ?? objectionToContributors(request, roster: roster, wasAnnounced: announced != nil)
            ?? objectionToOwn(request, roster: roster, acknowledged: own, prepared: prepared)
        if let reason { return .refuse(reason) }
        guard let sum = request.sum(roster: roster) else { return .refuse("a contributor is not in the roster") }
        return commit(request.announcement, sum: sum.digest, commitments: commitments)
    }

    private func objectionToAnnouncement(
        _ request: DecryptionRequest, roster: Roster, announced: Digest?
    ) -> String? {
        let announcement = request.announcement
        if let announced, announced != announcement.digest { return "the round is not the one that was announced here" }
        if announcement.rosterNumber > roster.number { return "the round's roster is not known here" }
        return announcement.objection(manifest: manifest, digest: manifestDigest, codec: codec)
    }

    /// Who was revoked after a round was announced may be in its sum: a frozen round is never abandoned. Only who was
    /// sent the announcement can tell that it came before.
    private func objectionToContributors(
        _ request: DecryptionRequest, roster: Roster, wasAnnounced: Bool
    ) -> String? {
        let names = Set(request.contributions.map(\.statement.participant))
        if names.count != request.contributions.count { return "a contributor is in the sum twice" }
        if names.count < manifest.minimumContributors {
            return "the sum has \(names.count) contributors, fewer than the \(manifest.minimumContributors) it needs"
        }
        if names.count > manifest.codec.maximumParticipants {
            return
                "the sum has \(names.count) contributors, more than the \(manifest.codec.maximumParticipants) it can hold"
        }
        let digest = request.announcement.digest
        let wasOlder = wasAnnounced && request.announcement.rosterNumber < roster.number
        for contribution in request.contributions {
            let participant = contribution.statement.participant
            guard let member = roster.member(participant) else { return "\(participant) is not in the roster" }
            if member.revoked, !wasOlder { return "\(participant) takes no part any more" }
            guard contribution.statement.announcement == digest else {
                return "\(participant)'s contribution is to another round"
            }
            guard contribution.isSigned(by: member) else { return "\(participant) did not sign its contribution" }
        }
        return nil
    }

    private func objectionToOwn(
        _ request: DecryptionRequest, roster: Roster, acknowledged: Digest?, prepared: Digest?
    ) -> String? {
        guard let own = acknowledged ?? prepared else { return nil }
        let mine = request.contributions.first { $0.statement.participant == name }
        guard let mine, let member = roster.member(name) else {
            return acknowledged == nil ? nil : "the sum leaves out this participant's acknowledged contribution"
        }
        return mine.statement.digest(key: member.key) == own
            ? nil : "the sum holds another contribution in this one's name"
    }

    private func commit(_ announcement: RoundAnnouncement, sum: Digest, commitments: [Commitment]) -> Decision {
        let commitment = Commitment(
            baseModel: announcement.baseModel, previousTranscript: announcement.previousTranscript,
            kind: announcement.kind, sum: sum, round: announcement.round)
        if commitments.contains(commitment) { return .help(commitment) }
        if commitments.contains(where: { $0.isSamePlace(as: commitment) }) {
            return .refuse("another sum on this base model was opened before")
        }
        if let last = commitments.map(\.round).max(), commitment.round <= last {
            return .refuse("round \(commitment.round) is not newer than round \(last), which was opened before")
        }
        return .help(commitment)
    }
}

extension HolderMachine.Commitment {
    func isSamePlace(as other: HolderMachine.Commitment) -> Bool {
        baseModel == other.baseModel && previousTranscript == other.previousTranscript && kind == other.kind
    }
}
