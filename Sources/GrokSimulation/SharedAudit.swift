package import Federation
import GrokClient
import Primitives
import Synchronization

/// Checks each transcript once for all participants of a simulation: what one finds, every other would.
package final class SharedAudit: TranscriptAudit {
    private struct Key: Hashable {
        let transcript: Digest
        let head: ChainHead
    }

    private let verifier: TranscriptVerifier
    private let known = Mutex<[Key: TranscriptVerifier.Step]>([:])
    private let isFrugal: Bool

    /// - Parameter isFrugal: whether participants keep no transcripts, and do not look for their own contributions in them.
    ///   A thousand in one process would be busy for half a minute with what each does on a machine of its own.
    package init(_ verifier: TranscriptVerifier, isFrugal: Bool) {
        (self.verifier, self.isFrugal) = (verifier, isFrugal)
    }

    package var keepsTranscripts: Bool { !isFrugal }

    package func verify(
        _ signed: SignedTranscript, after head: ChainHead, base: [Float]
    ) throws(TranscriptFlaw) -> TranscriptVerifier.Step {
        let key = Key(transcript: signed.transcript.digest, head: head)
        if let step = known.withLock({ $0[key] }) { return step }
        let step = try verifier.verify(signed, after: head, base: base)
        known.withLock { $0[key] = step }
        return step
    }

    package func check(
        _ transcript: Transcript, counts contribution: SignedContribution, body: [UInt8]
    ) throws(TranscriptFlaw) {
        if !isFrugal { try verifier.check(transcript, counts: contribution, body: body) }
    }
}
