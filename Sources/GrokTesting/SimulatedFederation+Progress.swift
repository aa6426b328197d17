import Federation
import GrokClient
import GrokServer
import Paillier
import Primitives
import RoundStore

extension SimulatedFederation {
    /// Why nothing more happens, where there is a good reason; nil where the federation should have gone on.
    ///
    /// Asked when nothing is left to happen: everybody is there whom the authority lets take part, and every person has
    /// accepted what it is going to accept.
    package func reasonToWait() throws -> String? {
        guard schedule.isEmpty else { return nil }
        let rounds = try serverStore.rounds()
        guard let last = rounds.last, last.phase.isOpen else {
            let published = rounds.count { $0.phase == .published }
            return published < options.rounds ? reasonToRecruit(after: rounds) : nil
        }
        return last.phase == .decrypting ? try reasonToCommit(last) : nil
    }

    /// Too few are left for any round, or somebody without whom there is no other sum on this model is gone.
    private func reasonToRecruit(after rounds: [RoundRecord]) -> String? {
        let active = clients.filter { isActive($0) && $0.isExpected }.map(\.name)
        if active.count < documents.manifest.content.minimumContributors { return "\(active.count) are left" }
        guard let last = rounds.last(where: { $0.conclusion?.transcript != nil }),
            last.conclusion?.model == last.announcement.baseModel
        else { return nil }
        return last.contributors.allSatisfy(active.contains)
            ? nil : "the sum on this model is bound to \(last.contributors)"
    }

    /// Too few holders are left who may help to open the sum.
    private func reasonToCommit(_ round: RoundRecord) throws -> String? {
        let manifest = documents.manifest.content
        let able = try clients.filter { try canHelp($0, round.announcement) }.compactMap {
            manifest.holderIndex(of: $0.name)
        }
        let committed = try serverStore.commits(baseModel: round.announcement.baseModel)
            .filter { $0.round == round.announcement.round }.map(\.commit.holder)
        if Set(able + committed).count < manifest.quorum { return "\(able) and \(committed) are no quorum" }
        let given = try serverStore.snapshot().shares.map(\.share.statement.holder)
        let sharers = Set(able + given).count
        return sharers < documents.scheme.sharesPerBlock ? "\(able) and \(given) have too few shares" : nil
    }

    /// Whether a holder that is there has a reason to refuse: a roster that it has not accepted, or one that is newer
    /// than the round's, which it had not heard of before.
    private func canHelp(_ client: SimulatedClient, _ announcement: RoundAnnouncement) throws -> Bool {
        guard isActive(client), client.isExpected, let kit = client.kit else { return false }
        let accepted = try max(kit.content.number, client.store.acceptedRoster() ?? 0)
        guard announcement.rosterNumber <= accepted else { return false }
        if announcement.rosterNumber == roster.content.number { return true }
        let wasAnnounced = try client.store.announcement(round: announcement.round) != nil
        return try wasAnnounced
            || client.store.commitments().contains { $0.announcement == announcement.digest }
    }
}
