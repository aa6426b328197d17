import BigNumber
import Federation
import GrokTesting
import Paillier
import Primitives

extension CheatingServer {
    /// The transcript of a sum to which the server has added 1 of its own, with the model that follows.
    ///
    /// - Parameter name: whose hash is changed so that all of them combine to the sum's; nobody's where nil.
    func adding(to honest: SignedTranscript, inNameOf name: PartyName? = nil) throws -> SignedTranscript {
        let scheme = documents.scheme
        var draft = TranscriptDraft(honest)
        let layout = draft.announcement.layout
        let headers = draft.contributions.map(\.statement.header)
        let sum = try scheme.sum(of: headers, ciphertexts: draft.ciphertexts, layout: layout)
        let extra = try unmaskedOne(header: headers[0], layout: layout)
        draft.ciphertexts = scheme.body(of: scheme.sum(of: [sum, extra], layout: layout))
        try open(&draft, headers: headers)
        let seed = Transcript.hashSeed(
            announcement: draft.announcement, contributions: draft.contributions, ciphertexts: draft.ciphertexts)
        draft.hashes = try victims.map { victim in
            let made = try vector(of: victim, layout: layout)
            let own = scheme.homomorphicHash(of: made, seed: seed, layout: layout)
            guard victim.name == name else { return own }
            return try scheme.combine([own, scheme.homomorphicHash(of: extra, seed: seed, layout: layout)])
        }
        return try draft.signed(by: documents.serverKey)
    }

    private func open(_ draft: inout TranscriptDraft, headers: [ContributionHeader]) throws {
        let scheme = documents.scheme
        let sum = try scheme.sum(of: headers, ciphertexts: draft.ciphertexts, layout: draft.announcement.layout)
        let opened = try scheme.combine(
            draft.shares.map(\.decryptionShare), sum: sum, layout: draft.announcement.layout)
        draft.sum = opened.bigEndianBytes(bits: scheme.plaintextBits)
        draft.outcome = .published(model: try model(opened, contributors: headers.count))
    }

    /// 1 + n in the first place and 1 in the others: a 1 and zeros, under no mask at all.
    private func unmaskedOne(header: ContributionHeader, layout: BlockLayout) throws -> EncryptedVector {
        guard case .threshold(let key) = documents.manifest.content.scheme else { preconditionFailure("a shared key") }
        let width = documents.scheme.ciphertextByteCount
        let numbers = [key.modulus + 1] + [BigInteger](repeating: 1, count: layout.positions - 1)
        return try documents.scheme.decode(
            header: header, body: numbers.flatMap { $0.bigEndianBytes(count: width) }, layout: layout)
    }
}
