package import Federation
package import Logging
import Paillier
import Primitives
package import RoundStore
import Wire

/// The server without sockets, threads or clock: events in, effects out. Whoever drives it does so from one queue.
///
/// What it acknowledges is in the store first. An error that it throws is the store's: the server stops, and a restart
/// takes up the round where the store has it.
package final class ServerNode {
    var federation: ServerFederation
    let store: any ServerStore
    let options: ServerOptions
    let log: RoundLog
    var machine: RoundMachine
    var sessions: [ConnectionID: Session] = [:]
    var connections: [PartyName: ConnectionID] = [:]
    var current: CurrentRound?
    var verifying = VerifyingQueue()
    var storing = StoringQueue()
    /// The newest model and the transcript that the next round follows.
    var model: Digest
    var transcript: Digest
    var evaluation: MetricTotals?
    /// The round whose transcript follows the one of this digest.
    var successors: [Digest: Int] = [:]
    /// What the round before had to fetch: asked for too late, it is let pass in silence.
    var retired: Set<Digest> = []
    /// Who knows that the run is over.
    var told: Set<PartyName> = []
    /// When those who have left were last heard.
    var lastHeard: [PartyName: Timestamp] = [:]
    var meters = ServerMeters()
    /// Contributors without whom no other sum of the newest model may be opened.
    var awaited: [PartyName] = []
    var effects: [ServerEffect] = []

    /// Takes up where the store left off.
    package init(
        federation: ServerFederation, store: any ServerStore, options: ServerOptions, logger: Logger, at now: Timestamp
    ) throws {
        self.federation = federation
        self.store = store
        self.options = options
        let snapshot = try store.snapshot()
        let rounds = try store.rounds()
        let ended = rounds.filter { $0.conclusion?.transcript != nil }
        log = RoundLog(logger: logger, federation: federation.manifest.content.federation, rounds: options.rounds)
        model = snapshot.model ?? federation.manifest.content.initialModel
        transcript = snapshot.transcript ?? Transcript.genesis
        evaluation = snapshot.evaluation
        meters.newest = snapshot.evaluation
        let policy = options.policy(
            manifest: federation.manifest.content, roster: federation.roster.content,
            sharesPerBlock: federation.scheme.sharesPerBlock)
        machine = RoundMachine(
            policy: policy, resuming: RoundResumption(snapshot, newest: rounds.last, ended: ended), at: now)
        current = try Self.currentRound(snapshot, of: federation)
        for record in ended { successors[record.announcement.previousTranscript] = record.announcement.round }
        try saveInitialModel()
        // Every round begins with it: that it is damaged shows now, not when the holders have opened a sum for nothing.
        _ = try store.blob(.model(model))
    }

    /// One event, and everything that follows from it at once.
    package func handle(_ event: ServerEvent, at now: Timestamp) throws -> [ServerEffect] {
        switch event {
        case .connected(let connection, let name, let key): open(connection, name: name, key: key, at: now)
        case .disconnected(let connection): try close(connection, at: now)
        case .done(let result): try finish(result, at: now)
        case .malformed(let connection, let error): reject(connection, .malformed, "\(error)")
        case .received(let connection, let message): try receive(message, from: connection, at: now)
        case .rosterChanged(let roster): try take(roster, at: now)
        case .started: try start(at: now)
        case .stopping: rejectAll(.stopping, "the server is stopping")
        case .wake:
            endSlowUploads(at: now)
            try wake(at: now)
        }
        defer { effects = [] }
        return effects
    }

    /// Whether the run is over and there is nobody left to tell.
    package var hasToldEverybody: Bool { machine.policy.participants.isSubset(of: told) }

    /// Adds what the body takes to the current round's bill.
    func measuring<Result>(_ phase: ServerPhase, _ body: () throws -> Result) rethrows -> Result {
        let (round, start) = (current?.number, ContinuousClock.now)
        defer { if current?.number == round { current?.statistics[phase] += (.now - start).seconds } }
        return try body()
    }

    private func start(at now: Timestamp) throws {
        log.started(
            published: machine.published, open: current?.number, participants: machine.policy.participants.count,
            trustsServer: federation.manifest.content.trustsServer)
        try perform(machine.start(at: now), at: now)
    }

    /// The model of round 1, which the first sum is applied to.
    private func saveInitialModel() throws {
        let manifest = federation.manifest.content
        guard try !store.hasBlob(.model(manifest.initialModel)) else { return }
        try store.saveBlob(ModelFile.initial(manifest.model), as: .model(manifest.initialModel))
    }

    private static func currentRound(
        _ snapshot: ServerSnapshot, of federation: ServerFederation
    ) throws -> CurrentRound? {
        guard let record = snapshot.open else { return nil }
        var round = try CurrentRound(
            record.announcement, signer: federation.signingKey, openedAt: record.openedAt)
        for record in snapshot.contributions {
            let contribution = record.contribution
            round.contributions[contribution.statement.participant] = contribution
            round.statistics.bytesIn += federation.uploadByteCount(round.announcement.layout)
        }
        round.commits = snapshot.commits.map(\.commit)
        round.shares = snapshot.shares
        return round
    }
}

extension RoundResumption {
    fileprivate init(_ snapshot: ServerSnapshot, newest: RoundRecord?, ended: [RoundRecord]) {
        self.init(
            published: snapshot.published, lastRound: snapshot.lastRound,
            evaluation: snapshot.evaluation != nil ? .done : newest?.isMissedEvaluation == true ? .missed : .due,
            bound: ended.last?.bound,
            errorRates: ended.filter { $0.phase == .published }.map { $0.conclusion?.totals?.errorRate },
            round: snapshot.open.flatMap { Round($0, contributions: snapshot.contributions) })
    }
}

extension RoundRecord {
    /// Whether it was to measure the newest model, and came to nothing.
    fileprivate var isMissedEvaluation: Bool {
        switch phase {
        case .abandoned, .void: announcement.kind == .evaluation
        case .decrypting, .evaluated, .published, .training: false
        }
    }

    /// Whose sum on the model was opened without a new model coming of it.
    fileprivate var bound: Set<PartyName>? {
        conclusion?.model == announcement.baseModel ? Set(contributors) : nil
    }
}

extension RoundResumption.Round {
    fileprivate init?(_ record: RoundRecord, contributions: [ContributionRecord]) {
        let announcement = record.announcement
        switch record.phase {
        case .abandoned, .evaluated, .published, .void: return nil
        case .decrypting:
            self = .decrypting(
                round: announcement.round, kind: announcement.kind, contributors: record.contributors)
        case .training:
            self = .training(
                round: announcement.round, kind: announcement.kind, deadline: announcement.deadline,
                contributors: contributions.map(\.contribution.statement.participant))
        }
    }
}
