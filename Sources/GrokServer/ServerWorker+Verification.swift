import Federation
import Paillier
import RoundStore

extension ServerWorker {
    /// Checks contributions to one round: each one's bytes, then the proofs of all together.
    func verified(
        _ contributions: [UploadedContribution], to announcement: RoundAnnouncement
    ) throws -> ServerJob.Result {
        var (verdicts, seconds): ([ServerJob.Verdict], Double) = ([], 0)
        var received: [ReceivedContribution] = []
        var whole: [UploadedContribution] = []
        for contribution in contributions {
            let bytes = try contribution.body.contents()
            let start = clock.now
            do {
                received.append(try receive(contribution, bytes, layout: announcement.layout))
                whole.append(contribution)
            } catch {
                verdicts.append(ServerJob.Verdict(contribution: contribution, objection: "\(error)"))
            }
            seconds += (clock.now - start).seconds
        }
        let start = clock.now
        let flaws = federation.scheme.flaws(in: received, layout: announcement.layout)
        seconds += (clock.now - start).seconds
        verdicts += zip(whole, flaws).map { ServerJob.Verdict(contribution: $0, objection: $1.map { "\($0)" }) }
        return .contributionsVerified(verdicts, seconds: seconds)
    }

    private func receive(
        _ contribution: UploadedContribution, _ body: [UInt8], layout: BlockLayout
    ) throws -> ReceivedContribution {
        let (statement, member) = (contribution.contribution.statement, contribution.member)
        let context = ContributionStatement.context(
            announcement: statement.announcement, participant: member.name, key: member.key)
        let received = try federation.scheme.receive(
            header: statement.header, body: body, layout: layout, context: context)
        guard received.claim.root == statement.root else { throw OtherCiphertexts() }
        return received
    }
}

/// The ciphertexts are not the ones that were signed.
private struct OtherCiphertexts: Error, CustomStringConvertible {
    let description = "its ciphertexts are not the ones that were signed"
}
