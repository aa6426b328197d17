public import Primitives

/// A participant's side of the rounds: events in, actions out, no clock, store or network inside.
///
/// What it has prepared outlives its connection: a contribution is trained for, encrypted and persisted once, and sent
/// again as often as it takes to see it acknowledged.
public struct ParticipantMachine: Sendable {
    /// The connection to the server.
    public enum Connection: Sendable {
        case connecting, greeting, offline, online
    }

    /// How far the contribution to the current round is.
    public enum Step: Sendable {
        case acknowledged, fetching, preparing, refused, uploading
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
    private var models: Set<Digest>
    private var wanted: Digest?
    /// The run's last model, once the run is over.
    private var last: Digest?

    /// - Parameter models: digests of the models that are stored here.
    public init(models: Set<Digest>) { self.models = models }

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
        backoff.reset()
        var actions: [ParticipantAction] = []
        if let wanted { actions.append(.fetchModel(wanted)) }
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
        var actions = dropRound()
        let step = known ?? (models.contains(announcement.baseModel) ? .preparing : .fetching)
        round = Round(announcement: announcement, digest: digest, step: step)
        switch step {
        case .acknowledged, .refused: break
        case .fetching: actions += fetch(announcement.baseModel)
        case .preparing: actions.append(.prepare(announcement))
        case .uploading: actions.append(.upload(announcement: digest))
        }
        return actions
    }

    /// A model has arrived and is stored.
    public mutating func stored(model: Digest) -> [ParticipantAction] {
        models.insert(model)
        if wanted == model { wanted = nil }
        if model == last { return [.leave] }
        guard let round, round.step == .fetching, round.announcement.baseModel == model else { return [] }
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

    /// The round is over; a new model may have come of it.
    public mutating func concluded(round number: Int, model: Digest?) -> [ParticipantAction] {
        var actions: [ParticipantAction] = []
        if round?.announcement.round == number { actions += dropRound() }
        if let model, last == nil { actions += fetch(model) }
        return actions
    }

    /// The run is over: leave once its last model is here.
    public mutating func finished(model: Digest) -> [ParticipantAction] {
        last = model
        let actions = dropRound() + fetch(model)
        return models.contains(model) ? actions + [.leave] : actions
    }

    private mutating func dropRound() -> [ParticipantAction] {
        defer { round = nil }
        guard let round, round.step == .preparing else { return [] }
        return [.cancelPreparation(announcement: round.digest)]
    }

    private mutating func fetch(_ model: Digest) -> [ParticipantAction] {
        guard !models.contains(model), wanted != model else { return [] }
        wanted = model
        return connection == .online ? [.fetchModel(model)] : []
    }
}
