public import Paillier
import Primitives

/// Adds up again what a server says it has added up, where the contributors' ciphertexts were kept.
public struct SumVerifier: Sendable {
    let scheme: any AdditiveScheme
    let roster: Roster

    /// - Parameter roster: the one in force in the round.
    public init(scheme: any AdditiveScheme, roster: Roster) {
        self.scheme = scheme
        self.roster = roster
    }

    /// Checks that the transcript's ciphertexts are the sum of the contributors', each of them proven well formed.
    ///
    /// - Parameter body: the ciphertexts of a participant, as it uploaded them.
    public func verify(_ transcript: Transcript, body: (PartyName) throws -> [UInt8]) throws {
        let layout = transcript.announcement.layout
        var sum = scheme.makeSum(layout: layout)
        for contribution in transcript.contributions {
            scheme.add(try verified(contribution, body: body, layout: layout), to: &sum)
        }
        guard scheme.body(of: scheme.total(of: sum)) == transcript.ciphertexts else {
            throw TranscriptFlaw("its ciphertexts are not the sum of the contributions")
        }
    }

    private func verified(
        _ contribution: SignedContribution, body: (PartyName) throws -> [UInt8], layout: BlockLayout
    ) throws -> EncryptedVector {
        let statement = contribution.statement
        let name = statement.participant
        let bytes = try body(name)
        guard let member = roster.member(name), bytes.withUnsafeBytes({ layout.root(of: $0) }) == statement.root else {
            throw TranscriptFlaw("the kept ciphertexts of \(name) are not the ones that it signed")
        }
        let context = ContributionStatement.context(
            announcement: statement.announcement, participant: name, key: member.key)
        do {
            let vector = try scheme.decode(header: statement.header, body: bytes, layout: layout)
            try scheme.verify(vector, layout: layout, context: context)
            return vector
        } catch { throw TranscriptFlaw("the contribution of \(name): \(error)") }
    }
}
