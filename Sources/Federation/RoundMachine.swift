/// The rounds of a federation as the server sees them: events in, actions out, no clock, store or network inside.
///
/// `recruiting → training → decrypting → recruiting …`, until the rounds asked for are published and the last model is
/// evaluated: `finished`. Fewer are enough when the model has stopped getting better. A round can be abandoned while it is training, never once its contributors are frozen.
public struct RoundMachine: Sendable {
    /// Where the machine is.
    public enum State: Sendable {
        /// Collecting commits to the frozen sum, then shares of it.
        case decrypting(Decrypting)
        /// The run is over.
        case finished
        /// Waiting for enough participants.
        case recruiting(minimumSince: Timestamp?)
        /// Waiting for contributions.
        case training(Training)
    }

    /// A round that takes contributions.
    public struct Training: Sendable {
        /// The round's number.
        public let round: Int
        /// What is contributed.
        public let kind: RoundKind
        /// When the round ends at the latest.
        public var deadline: Timestamp
        /// Who was sent the announcement.
        public internal(set) var joined: Set<PartyName>
        /// Whose contribution is well formed, and durable or on its way to be.
        public internal(set) var contributors: Set<PartyName>
        /// After a restart: no freeze before this moment, so that others find back.
        var notBefore: Timestamp?
    }

    /// A round whose sum is being opened.
    public struct Decrypting: Sendable {
        /// How far it is.
        public enum Phase: Sendable {
            /// The contributions are being added.
            case summing
            /// Too few holders have committed to the sum.
            case committing
            /// A quorum has committed; shares are collected.
            case opening
            /// The shares are complete and being combined.
            case combining
        }

        /// Who is asked for what.
        public struct Plans: Sendable {
            /// Who commits to the sum.
            public internal(set) var commits: CommitPlan
            /// Who gives which shares.
            public internal(set) var shares: DecryptionPlan

            var areComplete: Bool { commits.hasQuorum && shares.isComplete }
        }

        /// The round's number.
        public let round: Int
        /// What was contributed.
        public let kind: RoundKind
        /// Whose contributions the sum is of, sorted.
        public let contributors: [PartyName]
        /// Who is asked for what; nil until the sum is made.
        public internal(set) var plans: Plans?
        /// Whether the shares are complete and being combined.
        public internal(set) var isCombining = false
        /// For whom the round waits, as it was said last; nil when it goes on by itself.
        var waiting: RoundAction?

        /// Whether this holder has committed on the connection it has now.
        public func isReady(_ holder: Int?) -> Bool {
            guard let holder, let plans else { return false }
            return plans.commits.ready.contains(holder)
        }

        /// How far it is.
        public var phase: Phase {
            guard let plans else { return .summing }
            if isCombining { return .combining }
            return plans.commits.hasQuorum ? .opening : .committing
        }
    }

    /// The numbers in force.
    public private(set) var policy: RoundPolicy
    /// Where the machine is.
    public internal(set) var state: State
    /// Training rounds published so far.
    public internal(set) var published: Int
    /// Rounds begun so far; their numbers are never used again.
    public internal(set) var lastRound: Int
    /// Whether the newest model was evaluated, or its evaluation missed its deadline.
    public internal(set) var evaluation: Evaluation
    /// Who is connected, of those who may take part.
    public internal(set) var connected: Set<PartyName> = []

    /// Whose sum was opened on the model as it is, after which every other has to be of the same contributors; nil when
    /// none was.
    public internal(set) var bound: Set<PartyName>?
    /// Whether the model still gets better.
    public internal(set) var earlyStop: EarlyStop
    /// Sums in a row that were void.
    var voids = 0
    /// Whether it was said whom a bound round waits for.
    var saidBound = false

    /// While too few are connected to evaluate the last model: when the run ends without.
    var evaluationLimit: Timestamp?

    /// What became of the evaluation of the newest model.
    public enum Evaluation: Sendable {
        case done, due, missed
    }

    /// A machine at the start of a run, or where a stopped server left it.
    public init(policy: RoundPolicy, resuming resumption: RoundResumption = RoundResumption(), at now: Timestamp) {
        self.policy = policy
        published = resumption.published
        lastRound = resumption.lastRound
        evaluation = resumption.evaluation
        bound = resumption.bound
        earlyStop = EarlyStop(patience: policy.stopAfter, errorRates: resumption.errorRates)
        state = resumption.state(policy: policy, at: now)
    }

    /// Begins: a resumed round goes on, a finished run says so.
    public mutating func start(at now: Timestamp) -> [RoundAction] {
        switch state {
        case .decrypting(let decrypting): [.freeze(round: decrypting.round, contributors: decrypting.contributors)]
        case .finished: []
        case .recruiting: openIfReady(at: now)
        case .training(let training):
            freezeIfComplete(at: now) + [.wake(at: training.notBefore ?? now), .wake(at: training.deadline)]
        }
    }

    /// A participant has connected and was greeted.
    public mutating func connect(_ name: PartyName, at now: Timestamp) -> [RoundAction] {
        guard policy.participants.contains(name) else { return [] }
        connected.insert(name)
        switch state {
        case .decrypting: return releaseWork(of: name, at: now)
        case .finished: return []
        case .recruiting: return openIfReady(at: now)
        case .training: return join(name)
        }
    }

    /// A participant's connection is gone.
    public mutating func disconnect(_ name: PartyName, at now: Timestamp) -> [RoundAction] {
        connected.remove(name)
        switch state {
        case .decrypting: return releaseWork(of: name, at: now)
        case .finished: return []
        case .recruiting: return openIfReady(at: now)
        case .training: return freezeIfComplete(at: now)
        }
    }

    /// The moment of an earlier ``RoundAction/wake(at:)`` has come; waking too often does no harm.
    public mutating func wake(at now: Timestamp) -> [RoundAction] {
        switch state {
        case .decrypting: assignWork(at: now)
        case .finished: []
        case .recruiting: openIfReady(at: now)
        case .training(let training): training.deadline <= now ? close(training, at: now) : freezeIfComplete(at: now)
        }
    }

    /// The roster has changed: who was revoked is gone, with its contribution unless that is frozen in a sum.
    public mutating func update(participants: Set<PartyName>, at now: Timestamp) -> [RoundAction] {
        policy.participants = participants
        let gone = connected.subtracting(participants)
        connected.subtract(gone)
        switch state {
        // Who is gone without having been connected may be whom the round waits for.
        case .decrypting: return gone.sorted().flatMap { releaseWork(of: $0, at: now) } + assignWork(at: now)
        case .finished: return []
        case .recruiting: return openIfReady(at: now)
        case .training: return strikeOut(at: now)
        }
    }

    /// Who may contribute to the next sum.
    var eligible: Set<PartyName> { bound.map(policy.participants.intersection) ?? policy.participants }

    /// Whether the sum of these may be opened.
    func areEnough(_ names: Set<PartyName>) -> Bool {
        names.count >= policy.minimumContributors && (bound.map(names.isSuperset) ?? true)
    }

    /// Whether no further model is trained.
    public var hasTrained: Bool { published >= policy.rounds || earlyStop.isDue }

    /// The number of the round in progress, nil between rounds.
    public var currentRound: Int? {
        switch state {
        case .decrypting(let decrypting): decrypting.round
        case .finished, .recruiting: nil
        case .training(let training): training.round
        }
    }
}
