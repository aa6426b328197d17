import Federation
import GrokClient
import Primitives
import Synchronization

/// Checks each transcript once for all participants of a simulation: what one finds, every other would.
final class OnceAudit: TranscriptAudit {
    private struct Key: Hashable {
        let transcript: Digest
        let head: ChainHead
    }

    private let verifier: TranscriptVerifier
    private let known = Mutex<[Key: TranscriptVerifier.Step]>([:])

    init(_ verifier: TranscriptVerifier) { self.verifier = verifier }

    let keepsTranscripts = true

    func verify(
        _ signed: SignedTranscript, after head: ChainHead, base: [Float]
    ) throws(TranscriptFlaw) -> TranscriptVerifier.Step {
        let key = Key(transcript: signed.transcript.digest, head: head)
        if let step = known.withLock({ $0[key] }) { return step }
        let step = try verifier.verify(signed, after: head, base: base)
        known.withLock { $0[key] = step }
        return step
    }

    func check(
        _ transcript: Transcript, counts contribution: SignedContribution, body: [UInt8]
    ) throws(TranscriptFlaw) {
        try verifier.check(transcript, counts: contribution, body: body)
    }
}
