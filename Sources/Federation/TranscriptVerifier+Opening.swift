public import Paillier
import Primitives

extension TranscriptVerifier {
    /// Checks everything in a transcript but its place in the chain: roster, signatures, the contributors' proofs, the
    /// agreement, the shares' proofs, and what they open.
    public func open(_ signed: SignedTranscript) throws(TranscriptFlaw) -> Opened {
        let transcript = signed.transcript
        let objection = transcript.announcement.objection(
            manifest: manifest.content, digest: manifest.digest, codec: codec)
        if let objection { throw TranscriptFlaw("its round: \(objection)") }
        let roster = try roster(of: signed)
        guard roster.serverKey.isValid(signed.signature, for: transcript.digest.bytes) else {
            throw TranscriptFlaw("the server did not sign it")
        }
        let statement = try sumStatement(of: transcript, roster: roster)
        try checkCommits(of: transcript, on: statement, roster: roster)
        let sum = try sum(of: transcript)
        try checkHashes(of: transcript, of: sum)
        try checkShares(of: transcript, of: sum, digest: statement.digest, roster: roster)
        return try Opened(transcript: transcript, update: reading(of: transcript, sum: sum))
    }

    private func roster(of signed: SignedTranscript) throws(TranscriptFlaw) -> Roster {
        let announcement = signed.transcript.announcement
        let document: SignedDocument<Roster>
        do {
            document = try SignedDocument<Roster>(name: Roster.documentName, signed.roster, authority: authority)
            try document.content.validate(for: manifest.content)
        } catch { throw TranscriptFlaw("its roster: \(error)") }
        guard document.digest == announcement.roster, document.content.number == announcement.rosterNumber else {
            throw TranscriptFlaw("its roster is not the one that its round names")
        }
        return document.content
    }

    private func sumStatement(of transcript: Transcript, roster: Roster) throws(TranscriptFlaw) -> SumStatement {
        let proposal = SumProposal(
            announcement: transcript.announcement, contributions: transcript.contributions)
        if let objection = audit.objection(to: proposal, roster: roster, allowsRevoked: false) {
            throw TranscriptFlaw(objection)
        }
        guard let sum = proposal.sum(roster: roster) else { throw TranscriptFlaw("a contributor is not in the roster") }
        return sum
    }

    private func checkCommits(
        of transcript: Transcript, on sum: SumStatement, roster: Roster
    ) throws(TranscriptFlaw) {
        let agreed = HolderMachine.Commitment(transcript.announcement, sum: sum)
        if let objection = manifest.content.objection(to: transcript.commits, on: agreed, roster: roster) {
            throw TranscriptFlaw(objection)
        }
    }

    private func sum(of transcript: Transcript) throws(TranscriptFlaw) -> EncryptedVector {
        do {
            return try scheme.sum(
                of: transcript.contributions.map(\.statement.header), ciphertexts: transcript.ciphertexts,
                layout: transcript.announcement.layout)
        } catch { throw TranscriptFlaw("the ciphertexts of its sum: \(error)") }
    }

    /// The sum is that of the contributions whose hashes are here; whether they are the right ones, each contributor knows.
    private func checkHashes(of transcript: Transcript, of sum: EncryptedVector) throws(TranscriptFlaw) {
        let layout = transcript.announcement.layout
        guard transcript.hashes.count == transcript.contributions.count else {
            throw TranscriptFlaw("it has not one hash of ciphertexts for each contribution")
        }
        let combined: HomomorphicHash
        do { combined = try scheme.combine(transcript.hashes) } catch {
            throw TranscriptFlaw("the hashes of the contributions' ciphertexts: \(error)")
        }
        guard combined == scheme.homomorphicHash(of: sum, seed: transcript.hashSeed, layout: layout) else {
            throw TranscriptFlaw(
                "its sum is not that of the contributions, by the hashes of their ciphertexts")
        }
    }

    private func checkShares(
        of transcript: Transcript, of sum: EncryptedVector, digest: Digest, roster: Roster
    ) throws(TranscriptFlaw) {
        let context = ShareContext(announcement: transcript.announcement.digest, sum: digest)
        for share in transcript.shares {
            let statement = share.signed.statement
            guard let name = manifest.content.holder(statement.holder), let member = roster.member(name) else {
                throw TranscriptFlaw("there is no holder \(statement.holder) to give shares")
            }
            guard statement.sum == digest else { throw TranscriptFlaw("the shares of \(name) are of another sum") }
            guard share.signed.isSigned(by: member.key), statement.payload == Digest(sha256: share.payload) else {
                throw TranscriptFlaw("\(name) did not sign its shares")
            }
            do {
                try scheme.verify(
                    share.decryptionShare, sum: sum, layout: transcript.announcement.layout, context: context)
            } catch { throw TranscriptFlaw("the shares of \(name): \(error)") }
        }
    }

    /// What the shares open, which has to be what the transcript says: a sum that can be read, or none.
    private func reading(
        of transcript: Transcript, sum: EncryptedVector
    ) throws(TranscriptFlaw) -> AggregateUpdate? {
        let announcement = transcript.announcement
        let plaintexts: PlaintextVector?
        do {
            plaintexts = try scheme.combine(
                transcript.shares.map(\.decryptionShare), sum: sum, layout: announcement.layout)
        } catch PaillierError.sharesDisagree {
            plaintexts = nil
        } catch { throw TranscriptFlaw("its shares do not open the sum: \(error)") }
        guard (plaintexts?.bigEndianBytes(bits: scheme.plaintextBits) ?? []) == transcript.sum else {
            throw TranscriptFlaw("the sum is not the one that the shares open")
        }
        let update = plaintexts.flatMap {
            try? codec.decode($0, kind: announcement.kind, contributors: transcript.contributions.count)
        }
        guard (update == nil) == (transcript.outcome == .void) else {
            throw TranscriptFlaw(
                update == nil ? "its sum cannot be read, and it is not void" : "it is void, and its sum can be read")
        }
        return update
    }
}

extension Transcript.Share {
    /// What the scheme checks and combines.
    public var decryptionShare: DecryptionShare {
        DecryptionShare(holder: signed.statement.holder, blocks: signed.statement.blocks, payload: payload)
    }
}
