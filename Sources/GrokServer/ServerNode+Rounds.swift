import Federation
import Paillier
import Primitives
import RoundStore
import Wire

extension ServerNode {
    /// Does what the machine wants done.
    func perform(_ actions: [RoundAction], at now: Timestamp) throws {
        for action in actions { try perform(action, at: now) }
    }

    private func perform(_ action: RoundAction, at now: Timestamp) throws {
        switch action {
        case .abandon(let round, let reason): try abandon(round, reason: reason, at: now)
        case .announce(let name): if let current { send(.announcement(current.signed), to: name) }
        case .combine: combine()
        case .finish(let evaluated): finish(evaluated: evaluated)
        case .freeze(_, let contributors) where storing.isWriting: storing.frozen = contributors
        case .freeze(let round, let contributors): try freeze(round, contributors, at: now)
        case .giveUp(let voids, let names): giveUp(voids, of: names)
        case .goOn: current?.waitingFor = []
        case .open(let round, let kind, let deadline): try open(round, kind: kind, deadline: deadline, at: now)
        case .reachQuorum: reachQuorum()
        case .requestCommit(let holder): requestCommit(of: holder)
        case .requestShares(let holder, let blocks): requestShares(of: blocks, from: holder)
        case .stopTraining(let stalled): log.stoppedTraining(stalled: stalled)
        case .waitForCommits(let count, let names):
            current?.waitingFor = names
            if let current { log.waitingForCommits(count, of: names, round: current.number) }
        case .waitForContributors(let missing, let names):
            waitForContributors(missing, of: names)
        case .waitForHolders(let names):
            current?.waitingFor = names
            if let current { log.waitingForHolders(names, round: current.number) }
        case .wake(let moment): effects.append(.wake(at: moment))
        }
    }

    private func open(_ number: Int, kind: RoundKind, deadline: Timestamp, at now: Timestamp) throws {
        let manifest = federation.manifest
        let announcement = RoundAnnouncement(
            federation: manifest.content.federation, manifest: manifest.digest,
            rosterNumber: federation.roster.content.number, roster: federation.roster.digest,
            key: manifest.content.scheme.digest, round: number, kind: kind, baseModel: model,
            previousTranscript: transcript, hyperParameters: options.hyperParameters, codec: manifest.content.codec,
            strategy: federation.strategy.name, layout: federation.codec.layout(of: kind), deadline: deadline)
        try saveRoster()
        try store.openRound(announcement, at: now)
        let round = try CurrentRound(announcement, signer: federation.signingKey, openedAt: now)
        current = round
        awaited = []
        log.opened(announcement, connected: machine.connected.count)
        guard case .training(let training) = machine.state else { return }
        for name in training.joined.sorted() { send(.announcement(round.signed), to: name) }
    }

    /// Whoever reads the round's transcript later needs the roster that was in force.
    private func saveRoster() throws {
        let name = BlobName.roster(federation.roster.digest)
        guard try !store.hasBlob(name) else { return }
        try store.saveBlob(WireCodec.encode(federation.roster.signedBytes), as: name)
    }

    private func freeze(_ round: Int, _ contributors: [PartyName], at now: Timestamp) throws {
        guard let current else { return }
        try store.freezeRound(round, contributors: contributors)
        self.current?.statistics.trainSeconds = now.seconds(since: current.openedAt)
        effects.append(.run(.sum(current.announcement, contributors: contributors)))
    }

    /// The sum is made; holders can be asked to commit to it.
    func take(_ sum: EncryptedVector, of round: Int, seconds: Double, at now: Timestamp) throws {
        guard var current, current.number == round, case .decrypting(let decrypting) = machine.state else { return }
        let contributions = current.contributions(of: decrypting.contributors)
        let list = WireCodec.encode(contributions)
        current.sum = sum
        current.sumDigest =
            SumProposal(announcement: current.announcement, contributions: contributions)
            .sum(roster: federation.roster.content)?.digest
        current.summedAt = now
        current.statistics.sumSeconds = seconds
        current.contributionList = list
        current.contributionListDigest = Digest(sha256: list)
        self.current = current
        log.aggregated(round: round, contributors: decrypting.contributors.count)
        try perform(
            machine.summed(
                blocks: current.announcement.layout.blocks, committed: Set(current.commitsToSum.map(\.holder)),
                done: current.doneShares, at: now), at: now)
    }

    private func requestShares(of blocks: [Int], from holder: PartyName) {
        guard let current, let sum = current.sum, let sumDigest = current.sumDigest else { return }
        let input = federation.scheme.shareRequest(for: blocks, of: sum, layout: current.announcement.layout)
        let request = ShareRequest(
            announcement: current.digest, sum: sumDigest, blocks: blocks, commits: current.commitsToSum,
            input: Blob(input))
        self.current?.inputs[holder, default: [:]][request.input.digest] = input
        log.sharesRequested(holder, round: current.number, blocks: blocks.count)
        send(.shareRequest(request), to: holder)
    }

    private func combine() {
        guard let current, let sum = current.sum, case .decrypting(let decrypting) = machine.state else { return }
        let contributions = current.contributions(of: decrypting.contributors)
        effects.append(
            .run(
                .combine(
                    current.announcement, contributions: contributions, commits: current.commitsToSum,
                    shares: current.shares, sum: sum)))
    }

    private func waitForContributors(_ missing: [PartyName], of names: [PartyName]) {
        let active = Set(federation.roster.content.activeNames)
        awaited = missing
        log.waitingForContributors(
            missing.filter(active.contains), revoked: missing.filter { !active.contains($0) }, of: names)
    }

    /// Going on would only waste everybody's time.
    private func giveUp(_ voids: Int, of names: [PartyName]) {
        let reason = log.gaveUp(voids, of: names, model: model)
        rejectAll(.stopping, "the server has given up")
        effects.append(.giveUp(reason))
    }

    private func finish(evaluated: Bool) {
        log.finished(published: machine.published, model: model, totals: evaluation)
        for name in connections.keys.sorted() { tellEnd(to: name) }
        effects.append(.finish)
    }
}

extension CurrentRound {
    /// Blocks that each holder has given verified shares of.
    fileprivate var doneShares: [Int: Set<Int>] {
        shares.reduce(into: [:]) { done, record in
            done[record.share.statement.holder, default: []].formUnion(record.share.statement.blocks)
        }
    }
}

extension Blob {
    init(_ bytes: [UInt8]) { self.init(digest: Digest(sha256: bytes), byteCount: bytes.count) }
}
