import Federation
import Paillier
import Primitives
import RoundStore

// How the server stands. Everything is in memory already: nothing here waits for a disk.
extension ServerNode {
    func status(at now: Timestamp) -> ServerStatus {
        let totals = meters.newest
        return ServerStatus(
            source: .server, at: Moment(now), federation: federation.manifest.content.federation.text, state: state,
            published: machine.published, rounds: options.rounds, round: current.map(status), model: model.hex,
            lastRound: machine.lastRound - (current == nil ? 0 : 1), loss: totals?.loss, accuracy: totals?.accuracy,
            waitingFor: (current?.waitingFor ?? awaited.filter { connections[$0] == nil }).map(\.text),
            participants: machine.policy.participants.sorted().map(status),
            holders: federation.manifest.content.holders.map(status))
    }

    private var state: ServerStatus.State {
        switch machine.state {
        case .decrypting(let decrypting):
            switch decrypting.phase {
            case .combining: .combining
            case .committing: .committing
            case .opening: .opening
            case .summing: .summing
            }
        case .finished: .finished
        case .recruiting: .recruiting
        case .training: .training
        }
    }

    private func status(of round: CurrentRound) -> ServerStatus.Round {
        let blocks = round.announcement.layout.blocks
        return ServerStatus.Round(
            number: round.number, kind: round.announcement.kind.rawValue, base: round.announcement.baseModel.hex,
            openedAt: Moment(round.openedAt), deadline: Moment(deadline(of: round)),
            contributions: round.contributions.count, commits: round.commitsToSum.count, shares: round.sharedBlocks,
            sharesWanted: blocks * machine.policy.sharesPerBlock)
    }

    /// A round that was resumed has more time than was announced.
    private func deadline(of round: CurrentRound) -> Timestamp {
        guard case .training(let training) = machine.state else { return round.announcement.deadline }
        return training.deadline
    }

    private func status(of name: PartyName) -> ParticipantStatus {
        let session = connections[name].flatMap { sessions[$0] }
        return ParticipantStatus(
            name: name.text, connected: session != nil, heardAt: (session?.heardAt ?? lastHeard[name]).map(Moment.init),
            state: state(of: name, session))
    }

    private func state(of name: PartyName, _ session: Session?) -> ParticipantStatus.State {
        guard let current else { return .idle }
        if current.contributions[name] != nil { return .submitted }
        guard case .training(let training) = machine.state else { return .idle }
        if current.verifying[name] != nil { return .checking }
        guard let session else { return .idle }
        if session.upload != nil { return .uploading }
        return training.joined.contains(name) ? .training : .declined
    }

    private func status(of holder: Manifest.Holder) -> HolderStatus {
        let shares = current?.sharedBlocks(of: holder.index) ?? 0
        return HolderStatus(
            name: holder.name.text, connected: connections[holder.name] != nil, state: state(of: holder, shares),
            shares: shares)
    }

    private func state(of holder: Manifest.Holder, _ shares: Int) -> HolderStatus.State {
        guard case .decrypting(let decrypting) = machine.state, let current else { return .idle }
        if decrypting.plans?.shares.dropped.contains(holder.index) == true { return .dropped }
        if shares > 0 { return .shared }
        return current.commitsToSum.contains { $0.holder == holder.index } ? .committed : .idle
    }
}

extension CurrentRound {
    /// Shares of blocks that are durable, all holders together.
    fileprivate var sharedBlocks: Int { shares.reduce(0) { $0 + $1.share.statement.blocks.count } }

    fileprivate func sharedBlocks(of holder: Int) -> Int {
        shares.reduce(0) { $0 + ($1.share.statement.holder == holder ? $1.share.statement.blocks.count : 0) }
    }
}
