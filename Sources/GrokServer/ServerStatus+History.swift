package import Federation
import Primitives
package import RoundStore

extension ServerStatus {
    /// What the database alone knows.
    ///
    /// - Parameter federation: whose it is; the open or the last round says so too.
    package init(_ snapshot: ServerSnapshot, last: RoundRecord?, federation: String?, at now: Timestamp) {
        let totals = snapshot.evaluation ?? last?.conclusion?.totals
        let announced = (snapshot.open ?? last)?.announcement.federation.text
        self.init(
            source: .database, at: Moment(now), federation: federation ?? announced ?? "", state: State(snapshot.open),
            published: snapshot.published, rounds: nil, round: snapshot.open.map { Round($0, snapshot) },
            model: snapshot.model?.hex, lastRound: last?.announcement.round ?? 0, loss: totals?.loss,
            accuracy: totals?.accuracy, waitingFor: [],
            participants: snapshot.contributions.map {
                ParticipantStatus(name: $0.contribution.statement.participant.text, state: .submitted)
            }, holders: [])
    }
}

extension ServerStatus.State {
    fileprivate init(_ open: RoundRecord?) {
        switch open?.phase {
        case .decrypting: self = .decrypting
        case .training: self = .training
        case .abandoned, .evaluated, .published, .void, nil: self = .idle
        }
    }
}

extension ServerStatus.Round {
    fileprivate init(_ record: RoundRecord, _ snapshot: ServerSnapshot) {
        let announcement = record.announcement
        self.init(
            number: announcement.round, kind: announcement.kind.rawValue, base: announcement.baseModel.hex,
            openedAt: Moment(record.openedAt), deadline: Moment(announcement.deadline),
            contributions: snapshot.contributions.count, commits: snapshot.commits.count,
            shares: snapshot.shares.reduce(0) { $0 + $1.share.statement.blocks.count })
    }
}
