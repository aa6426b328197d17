import Federation
import GrokClient
import GrokServer
import Primitives
import RoundStore
import Wire

extension SimulatedFederation {
    /// Whether the authority lets it take part.
    func isActive(_ client: SimulatedClient) -> Bool { roster.content.activeMember(client.name) != nil }

    /// Somebody new gets a kit, perhaps before the server has the roster.
    func enrol() {
        guard let newcomer = clients.first(where: { $0.kit == nil }) else { return }
        guard change(revoking: [], adding: [newcomer.name]) else { return }
        newcomer.kit = roster
        newcomer.isExpected = true
        arrive(newcomer, after: schedule.draw() * 20)
    }

    /// Seldom somebody without whom the others cannot go on.
    func revoke(_ client: SimulatedClient) {
        let manifest = documents.manifest.content
        let left = roster.content.activeNames.filter { $0 != client.name }
        let holders = left.count { manifest.holderIndex(of: $0) != nil }
        let areEnough = left.count >= manifest.minimumContributors && holders >= manifest.quorum
        guard isActive(client), areEnough || schedule.integer(below: 4) == 0 else { return }
        change(revoking: [client.name], adding: [])
    }

    /// The authority signs the next roster, and brings it to the server.
    @discardableResult
    func change(revoking name: Set<PartyName>, adding newcomers: Set<PartyName>) -> Bool {
        let members = roster.content.members
        let gone = name.union(members.filter(\.revoked).map(\.name))
        let added = newcomers.union(members.map(\.name))
        let next = try? documents.roster(number: roster.content.number + 1, without: gone, adding: added)
        guard let next else { return false }
        roster = next
        schedule.add(.serverEvent(life: life, .rosterChanged(next)), on: .own, at: later)
        return true
    }

    /// The person of a participant that was shown a newer roster looks at it: soon, after half an hour, or never.
    func considerRoster(_ client: SimulatedClient, _ message: WireMessage) {
        guard case .welcome(let welcome) = message, welcome.roster != nil else { return }
        guard !weather.reluctant.contains(client.name) else { return }
        let seconds = schedule.draw() * (schedule.integer(below: 4) == 0 ? 2000 : 20)
        schedule.add(.accept(client), on: .own, at: clock.now.advanced(bySeconds: seconds))
    }

    /// Its person starts it again with `--accept-roster`.
    func accept(_ client: SimulatedClient) {
        client.isAccepting = true
        if client.node != nil { crash(client, restartingAfter: 1) }
    }
}
