import Federation
import Primitives
import RoundStore
import Wire

extension ClientNode {
    /// Does what the machine wants done.
    func perform(_ actions: [ParticipantAction]) throws {
        for action in actions {
            switch action {
            case .cancelPreparation(let announcement): effects.append(.cancel(announcement: announcement))
            case .connect(let pause): effects.append(.connect(after: pause))
            case .decline(let announcement, let reason):
                log.roundRefused(announcement.round, reason: reason)
                decline(announcement.digest, reason)
            case .fetchTranscript: fetchTranscript()
            case .greet: try greet()
            case .leave: leave()
            case .prepare(let announcement): effects.append(.run(.prepare(announcement)))
            case .upload(let announcement): try upload(announcement)
            }
        }
    }

    func finish(_ result: ClientJob.Result) throws {
        switch result {
        case .audited(let proposal, let decision): try settle(proposal, decision)
        case .cancelled: break
        case .failed(let error): throw error
        case .prepared(let announcement): try perform(machine.prepared(announcement))
        case .preparationFailed(_, let reason): effects.append(.leave(.training(reason)))
        case .shareFailed(let announcement, let reason): refuse(announcement, reason)
        case .shared(let share, let payload):
            guard machine.connection == .online else { return }
            effects.append(.upload(.share(share), digest: share.share.statement.sum, body: payload))
        case .transcriptRefused(let reason): refuseTranscript(reason)
        case .verified(let head, let transcript, let step): try take(step, from: head, transcript)
        }
    }

    private func greet() throws {
        let hello = try Hello(
            version: protocolVersion, federation: federation.manifest.content.federation.text,
            manifest: federation.manifest.digest, rosterNumber: roster.content.number,
            model: store.newestModel()?.digest)
        effects.append(.send(.hello(hello)))
    }

    private func upload(_ announcement: Digest) throws {
        guard let own = try store.contribution(announcement: announcement) else { return }
        let body = try store.blob(.contribution(round: own.round, participant: federation.name))
        effects.append(.upload(.contribution(own.contribution), digest: announcement, body: body))
    }

    private func leave() {
        guard let finished else { return }
        if isFollowing { return rest(after: finished) }
        effects.append(
            .leave(.finished(model: machine.head.model, published: finished.published, totals: finished.final)))
    }

    /// The server that is done need not wait for this participant, which looks for it again from time to time.
    private func rest(after finished: Finished) {
        if toldEnd != finished.transcript { log.finished(finished) }
        toldEnd = finished.transcript
        effects.append(.disconnect)
    }
}
