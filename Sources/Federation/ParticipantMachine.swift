public import Primitives

/// A participant's side of the rounds: events in, actions out, no clock, store or network inside.
///
/// What it has prepared outlives its connection: a contribution is trained for, encrypted and persisted once, and sent
/// again as often as it takes to see it acknowledged. It trains only on a model whose origin it has verified, transcript
/// by transcript from the federation's initial model.
public struct ParticipantMachine: Sendable {
    /// The connection to the server.
    public enum Connection: Sendable {
        case connecting, greeting, offline, online
    }

    /// How far the contribution to the current round is.
    public enum Step: Sendable {
        case acknowledged, following, preparing, refused, uploading
    }

    /// The round that was announced last.
    public struct Round: Sendable {
        /// Its announcement.
        public let announcement: RoundAnnouncement
        /// The announcement's digest.
        public let digest: Digest
        /// How far this participant is.
        public internal(set) var step: Step
    }

    /// The connection to the server.
    public private(set) var connection = Connection.offline
    /// The round that was announced last, nil between rounds.
    public private(set) var round: Round?
    private var backoff = Backoff()
    /// How far it is verified where the model comes from.
    public private(set) var head: ChainHead
    /// Every transcript that was verified.
    private var passed: Set<Digest>
    /// The newest transcript that the server has named, until it is verified.
    private var wanted: Digest?
    /// The run's last transcript, once the run is over.
    private var last: Digest?

    /// - Parameters:
    ///   - head: how far the chain is verified; the model of this head is stored here.
    ///   - passed: digests of all transcripts that were verified.
    public init(head: ChainHead, passed: Set<Digest> = []) {
        self.head = head
        self.passed = passed.union([head.transcript])
    }

    /// Begins to connect.
    public mutating func start() -> [ParticipantAction] {
        connection = .connecting
        return [.connect(after: 0)]
    }

    /// The connection stands.
    public mutating func connected() -> [ParticipantAction] {
        connection = .greeting
        return [.greet]
    }

    /// The server has welcomed this participant: what the last connection left undone is taken up.
    public mutating func welcomed() -> [ParticipantAction] {
        connection = .online
        // A server that is done is looked for less and less often, until it has rounds again.
        if last == nil { backoff.reset() }
        var actions: [ParticipantAction] = []
        if wanted != nil { actions.append(.fetchTranscript(after: head.transcript)) }
        if let round, round.step == .uploading { actions.append(.upload(announcement: round.digest)) }
        return actions
    }

    /// The connection failed or broke.
    ///
    /// - Parameter draw: a uniform random number from 0 to 1, for the pause before the next attempt.
    public mutating func disconnected(draw: Double) -> [ParticipantAction] {
        connection = .connecting
        return [.connect(after: backoff.next(draw: draw))]
    }

    /// The server has announced a round.
    ///
    /// - Parameter known: what the store says about this participant's contribution to it, nil when there is none.
    public mutating func announced(_ announcement: RoundAnnouncement, known: Step?) -> [ParticipantAction] {
        let digest = announcement.digest
        if let round, round.digest == digest { return [] }
        last = nil
        backoff.reset()
        var actions = dropRound()
        round = Round(announcement: announcement, digest: digest, step: known ?? .following)
        switch known {
        case .acknowledged, .refused: break
        case .uploading:
            // Made on a head that was the newest then; one that has moved on since is a replay.
            if head.transcript != announcement.previousTranscript { return actions + begin() }
            actions.append(.upload(announcement: digest))
        case .following, .preparing, nil: actions += follow(to: announcement.previousTranscript) + begin()
        }
        return actions
    }

    /// A transcript is verified, its model stored: the chain reaches to `head` now.
    public mutating func verified(_ head: ChainHead) -> [ParticipantAction] {
        self.head = head
        passed.insert(head.transcript)
        guard let wanted else { return begin() }
        guard wanted == head.transcript else {
            return connection == .online ? [.fetchTranscript(after: head.transcript)] : []
        }
        self.wanted = nil
        return begin() + (head.transcript == last ? [.leave] : [])
    }

    /// Trains for the round if its base model is the verified one.
    private mutating func begin() -> [ParticipantAction] {
        guard let round, [.following, .uploading].contains(round.step), wanted == nil else { return [] }
        if let objection = head.objection(to: round.announcement) {
            self.round?.step = .refused
            return [.decline(round.announcement, reason: objection)]
        }
        self.round?.step = .preparing
        return [.prepare(round.announcement)]
    }

    /// The contribution to this round is trained, encrypted, signed and persisted.
    public mutating func prepared(_ announcement: Digest) -> [ParticipantAction] {
        guard round?.digest == announcement, round?.step == .preparing else { return [] }
        round?.step = .uploading
        return connection == .online ? [.upload(announcement: announcement)] : []
    }

    /// The server has made the contribution durable.
    public mutating func acknowledged(_ announcement: Digest) {
        if round?.digest == announcement { round?.step = .acknowledged }
    }

    /// The server does not take this participant's contribution to the round.
    public mutating func refused(_ announcement: Digest) {
        if round?.digest == announcement { round?.step = .refused }
    }

    /// The round is over.
    ///
    /// - Parameter transcript: digest of what it has left behind; nil when it was abandoned.
    public mutating func concluded(round number: Int, transcript: Digest?) -> [ParticipantAction] {
        var actions: [ParticipantAction] = []
        if round?.announcement.round == number { actions += dropRound() }
        if let transcript, last == nil { actions += follow(to: transcript) }
        return actions
    }

    /// The run is over: leave once its last transcript is verified.
    public mutating func finished(transcript: Digest) -> [ParticipantAction] {
        last = transcript
        let actions = dropRound() + follow(to: transcript)
        return wanted == nil ? actions + [.leave] : actions
    }

    /// Something else than a round of this participant's needs the chain to reach to this transcript.
    public mutating func reach(_ transcript: Digest) -> [ParticipantAction] {
        head.transcript == transcript || wanted != nil ? [] : follow(to: transcript)
    }

    /// Whether the chain is verified as far as the server has named it.
    public var hasReachedTarget: Bool { wanted == nil }

    private mutating func dropRound() -> [ParticipantAction] {
        defer { round = nil }
        guard let round, round.step == .preparing else { return [] }
        return [.cancelPreparation(announcement: round.digest)]
    }

    /// Verifies transcripts up to this one, one after the other. Nothing leads back to one from before.
    private mutating func follow(to transcript: Digest) -> [ParticipantAction] {
        guard !passed.contains(transcript) else {
            wanted = nil
            return []
        }
        let isUnderWay = wanted != nil
        wanted = transcript
        return connection == .online && !isUnderWay ? [.fetchTranscript(after: head.transcript)] : []
    }
}
