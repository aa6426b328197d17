import Paillier

extension TranscriptVerifier {
    /// Checks that a sum counts a contribution as its contributor made it, once the rest of the transcript is checked.
    ///
    /// - Parameter body: the ciphertexts that were sent.
    public func check(
        _ transcript: Transcript, counts contribution: SignedContribution, body: [UInt8]
    ) throws(TranscriptFlaw) {
        guard let place = transcript.contributions.firstIndex(of: contribution) else {
            throw TranscriptFlaw("it leaves out this participant's contribution")
        }
        let layout = transcript.announcement.layout
        let own: HomomorphicHash
        do {
            let vector = try scheme.decode(header: contribution.statement.header, body: body, layout: layout)
            own = scheme.homomorphicHash(of: vector, seed: transcript.hashSeed, layout: layout)
        } catch { throw TranscriptFlaw("this participant's own contribution is damaged here: \(error)") }
        guard transcript.hashes[place] == own else {
            throw TranscriptFlaw("its sum counts something else than this participant's contribution")
        }
    }
}
