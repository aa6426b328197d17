import Federation
import Primitives
import RoundStore
import Wire

extension ClientWorker {
    /// Checks the transcript after `head`; what it leads to is durable before the result is told.
    func verify(_ bytes: [UInt8], after head: ChainHead) -> ClientJob.Result {
        do {
            let specification = federation.manifest.content.model
            let base = try ModelFile.decode(store.blob(.model(head.model)), specification: specification)
            let signed = try TranscriptFile.decode(bytes)
            let step: TranscriptVerifier.Step
            do {
                step = try audit.verify(signed, after: head, base: base)
                try checkOwn(signed.transcript)
            } catch let error as TranscriptFlaw {
                return try refused(bytes, of: signed.transcript.announcement.round, error)
            }
            if let parameters = step.parameters {
                let model = ModelFile.encode(parameters, specification: specification)
                try store.saveBlob(model, as: .model(step.head.model))
            }
            if audit.keepsTranscripts { try store.saveBlob(bytes, as: .transcript(round: step.head.round)) }
            return .verified(after: head, signed.transcript, step)
        } catch let error as StoreError {
            return .failed(error)
        } catch {
            return .transcriptRefused(reason: "what the server sent as the next round's transcript: \(error)")
        }
    }

    /// That the sum leaves nothing out, the node sees to: it knows what was acknowledged.
    private func checkOwn(_ transcript: Transcript) throws {
        let own = try store.contribution(announcement: transcript.announcement.digest)
        guard let own, transcript.contributions.contains(own.contribution) else { return }
        let name = own.contribution.statement.participant
        let body = BlobName.contribution(round: own.round, participant: name)
        // It goes when the round is verified, or when the server says that the round came to nothing.
        guard try store.hasBlob(body) else {
            throw TranscriptFlaw("the server had told this participant that the round was abandoned")
        }
        try audit.check(transcript, counts: own.contribution, body: store.blob(body))
    }

    /// What does not hold is kept: the server signed it.
    private func refused(_ bytes: [UInt8], of round: Int, _ flaw: TranscriptFlaw) throws -> ClientJob.Result {
        let name = BlobName.refusedTranscript(round: round)
        try store.saveBlob(bytes, as: name)
        return .transcriptRefused(
            reason: "the server's transcript of round \(round) does not hold: \(flaw); it is kept as \(name.fileName)")
    }
}
