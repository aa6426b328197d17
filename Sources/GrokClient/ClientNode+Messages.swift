import CommandSupport
import Federation
import Primitives
import RoundStore
import Wire

extension ClientNode {
    func receive(_ message: WireMessage) throws {
        switch message {
        case .acknowledgement(let acknowledgement): try take(acknowledgement)
        case .announcement(let announcement): try take(announcement)
        case .chunk(let chunk): try take(chunk)
        case .commitRequest(let request): try begin(request)
        case .concluded(let concluded): try take(concluded)
        case .contributionRefused(let announcement, let reason): try takeRefusal(announcement, reason)
        case .finished(let finished): try take(finished)
        case .pong: break
        case .rejection(let rejection): take(rejection)
        case .shareRequest(let request): try begin(request)
        case .welcome(let welcome): try take(welcome)
        case .commit, .contribution, .fetch, .hello, .ping, .refused, .share:
            distrust("the server sent what only participants send")
        }
    }

    private func take(_ welcome: Welcome) throws {
        if let document = welcome.roster { try take(document) }
        // A second welcome on a connection says no more than that the roster has changed.
        guard machine.connection != .online else { return }
        (published, rounds) = (welcome.published, welcome.rounds)
        log.welcomed(published: published, rounds: rounds)
        try perform(machine.welcomed())
    }

    private func take(_ signed: SignedAnnouncement) throws {
        let announcement = signed.announcement
        guard signed.isSigned(by: roster.content.serverKey) else {
            return distrust("the server did not sign its announcement of round \(announcement.round)")
        }
        if let objection = try fork(by: signed) ?? objection(to: announcement) {
            log.roundRefused(announcement.round, reason: objection)
            return decline(announcement.digest, objection)
        }
        try store.saveAnnouncement(signed)
        log.announced(announcement, published: published, rounds: rounds)
        let own = try store.contribution(announcement: announcement.digest)
        try perform(machine.announced(announcement, known: own.map { ParticipantMachine.Step($0.state) }))
        if own?.state == .refused { decline(announcement.digest, "its contribution was refused") }
    }

    /// Tells the server that it need not wait for this participant.
    func decline(_ announcement: Digest, _ reason: String) {
        effects.append(.send(.refused(announcement: announcement, reason: reason)))
    }

    private func objection(to announcement: RoundAnnouncement) throws -> String? {
        let manifest = federation.manifest
        return try announcement.objection(
            manifest: manifest.content, digest: manifest.digest, codec: federation.codec)
            ?? announcement.objection(
                roster: roster, announced: store.announcement(round: announcement.round)?.announcement.digest)
    }

    private func take(_ acknowledgement: Acknowledgement) throws {
        let digest = acknowledgement.announcement
        guard let own = try store.contribution(announcement: digest) else { return }
        let expected = own.contribution.statement.digest(key: federation.signingKey.verificationKey)
        guard acknowledgement.contribution == expected, acknowledgement.participant == federation.name,
            acknowledgement.isSigned(by: roster.content.serverKey)
        else { return distrust("the server's acknowledgement is not for this contribution") }
        machine.acknowledged(digest)
        if case .acknowledged = own.state { return }
        try store.settleContribution(announcement: digest, .acknowledged(acknowledgement))
        log.acknowledged(round: own.round)
    }

    private func takeRefusal(_ announcement: Digest, _ reason: String) throws {
        guard let own = try store.contribution(announcement: announcement) else { return }
        if case .acknowledged = own.state { return }
        log.refused(round: own.round, reason: LogText.sanitized(reason))
        try store.settleContribution(announcement: announcement, .refused)
        machine.refused(announcement)
        effects.append(.cancel(announcement: announcement))
    }

    private func take(_ concluded: Concluded) throws {
        published = concluded.published
        log.concluded(concluded, rounds: rounds)
        // Half an upload to a round that is over is of no use any more. What was contributed is, until the transcript shows
        // what was counted; here there will be none.
        if let announcement = try store.announcement(round: concluded.round) {
            effects.append(.cancel(announcement: announcement.announcement.digest))
        }
        if concluded.transcript == nil {
            try store.deleteBlob(.contribution(round: concluded.round, participant: federation.name))
        }
        forgetDownloads(ofRound: concluded.round)
        forgetSums(ofRound: concluded.round)
        try perform(machine.concluded(round: concluded.round, transcript: concluded.transcript))
    }

    private func take(_ finished: Finished) throws {
        self.finished = finished
        published = finished.published
        try perform(machine.finished(transcript: finished.transcript))
    }

    private func take(_ rejection: Rejection) {
        let reason = LogText.sanitized(rejection.reason)
        switch rejection.code {
        case .malformed, .stopping:
            log.rejected(reason)
            effects.append(.disconnect)
        case .federation, .manifest, .notInRoster, .protocolVersion, .replaced:
            effects.append(.leave(.rejected(Rejection(rejection.code, reason))))
        }
    }
}

extension ParticipantMachine.Step {
    init(_ state: OwnContribution.State) {
        switch state {
        case .acknowledged: self = .acknowledged
        case .prepared: self = .uploading
        case .refused: self = .refused
        }
    }
}
