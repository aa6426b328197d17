import Federation
import Primitives
import RoundStore
import Wire

// Where the global model comes from: verified transcript by transcript, from the federation's initial model on.
extension ClientNode {
    /// Asks for the transcript after the newest verified one, unless that is under way.
    func fetchTranscript() {
        let head = machine.head
        guard verifying != head else { return }
        let isAsked = downloads.contains { if case .transcript = $0.purpose { true } else { false } }
        guard !isAsked else { return }
        fetch(Download(digest: head.transcript, purpose: .transcript(after: head), limit: transcriptLimit))
    }

    func verify(_ bytes: [UInt8], after head: ChainHead) {
        guard head == machine.head, verifying != head else { return }
        verifying = head
        effects.append(.run(.verify(bytes, after: head)))
    }

    /// The model that follows is durable already: now it is this participant's.
    func take(_ step: TranscriptVerifier.Step, from head: ChainHead, _ transcript: Transcript) throws {
        verifying = nil
        guard head == machine.head else { return }
        if try leavesOut(transcript) {
            let round = transcript.announcement.round
            return refuseTranscript(
                "the server's transcript of round \(round) leaves out this participant's contribution, "
                    + "which the server had acknowledged")
        }
        // Before the step is taken: after a crash between the two it is taken again.
        if let errorRate = step.totals?.errorRate { try keepBest(head.model, errorRate: errorRate) }
        try store.saveVerified(step.head)
        try store.deleteBlobs(ofRoundsBefore: step.head.round + 1)
        if step.parameters != nil { models += 1 }
        log.verified(transcript, model: step.head.model)
        try hold(transcript.commits.map { .init(announcement: transcript.announcement, commit: $0) })
        try keepNewest(step.head.model)
        try perform(machine.verified(step.head))
        if let request = parked, machine.hasReachedTarget {
            parked = nil
            try begin(request)
        }
    }

    /// Whether the server has acknowledged this participant's contribution to the round and not counted it.
    private func leavesOut(_ transcript: Transcript) throws -> Bool {
        let own = try store.contribution(announcement: transcript.announcement.digest)
        guard let own, own.isAcknowledged else { return false }
        return !transcript.contributions.contains(own.contribution)
    }

    /// Nothing that comes after can be believed.
    func refuseTranscript(_ reason: String) {
        verifying = nil
        log.transcriptRefused(reason)
        effects.append(.leave(.distrusted(reason)))
    }

    /// A model that is here may not be the newest yet: a crash may have come between the two.
    func keepNewest(_ model: Digest) throws {
        guard try store.newestModel()?.digest != model else { return }
        try store.saveNewestModel(model, published: models)
    }

    /// A round's totals are those of its base model. Where everybody begins is not a model that anybody wants. Of models
    /// that err equally often the newest is the best: it has learnt from the newest mail.
    private func keepBest(_ model: Digest, errorRate: Double) throws {
        guard model != federation.manifest.content.initialModel else { return }
        let best = try store.bestModel()
        if let best, best.errorRate < errorRate { return }
        try store.saveBestModel(model, errorRate: errorRate)
        if best?.digest != model { log.best(model, errorRate: errorRate) }
    }

    private var transcriptLimit: Int {
        TranscriptFile.byteLimit(
            manifest: federation.manifest.content, codec: federation.codec, scheme: federation.scheme)
    }
}
