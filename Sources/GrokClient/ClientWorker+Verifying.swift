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
            } catch {
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

    /// What does not hold is kept: the server signed it.
    private func refused(_ bytes: [UInt8], of round: Int, _ flaw: TranscriptFlaw) throws -> ClientJob.Result {
        let name = BlobName.refusedTranscript(round: round)
        try store.saveBlob(bytes, as: name)
        return .transcriptRefused(
            reason: "the server's transcript of round \(round) does not hold: \(flaw); it is kept as \(name.fileName)")
    }
}
