import Federation
import GrokClient
import GrokServer
import Primitives
import RoundStore
import Wire

extension SimulatedFederation {
    /// Lets something break now and then, while there are strikes left.
    func strikeByChance() {
        guard strikesLeft > 0, schedule.integer(below: 25) == 0 else { return }
        let number = weather.strikes - strikesLeft + 1
        strikesLeft -= 1
        let client = clients[schedule.integer(below: clients.count)]
        let seconds = schedule.draw() * 20
        let kind = weather.kinds[schedule.integer(below: weather.kinds.count)]
        if !weather.spared.contains(number) { strike(kind, client, seconds: seconds) }
    }

    private func strike(_ kind: Strike, _ client: SimulatedClient, seconds: Double) {
        switch kind {
        case .client: if client.node != nil { crash(client, restartingAfter: seconds) }
        case .clock: setClock()
        case .connection: breakConnection(client)
        case .everything: crashEverything(restartingAfter: seconds)
        case .hangUp: hangUp(client)
        case .network: cutOff(client, seconds: seconds)
        case .roster: changeRoster(revoking: client.name)
        case .server: if server != nil { crashServer(restartingAfter: seconds) }
        }
    }

    private func crashEverything(restartingAfter seconds: Double) {
        for client in clients where client.node != nil { crash(client, restartingAfter: schedule.draw() * seconds) }
        if server != nil { crashServer(restartingAfter: seconds) }
    }

    /// By up to thirty days, either way. A process that runs does not see it.
    private func setClock() {
        clockOffset.next = (schedule.draw() - 0.5) * 60 * 86_400
        if server != nil { crashServer(restartingAfter: 1) }
    }

    /// With one participant less where those who are left can go on without it, and only with a newer number otherwise.
    private func changeRoster(revoking name: PartyName) {
        let manifest = documents.manifest.content
        let active = roster.content.activeNames
        var gone = Set(documents.names).subtracting(active)
        if active.count > max(manifest.minimumContributors, manifest.quorum) { gone.insert(name) }
        guard let next = try? documents.roster(number: roster.content.number + 1, without: gone) else { return }
        roster = next
        schedule.add(.serverEvent(life: life, .rosterChanged(next)), on: .own, at: later)
    }

    /// A participant that was shown a newer roster is started again by its person, who accepts it.
    func considerRoster(_ client: SimulatedClient, _ message: WireMessage) {
        guard case .welcome(let welcome) = message, welcome.roster != nil else { return }
        let moment = clock.now.advanced(bySeconds: schedule.draw() * 20)
        schedule.add(.restart(client, life: client.life), on: .own, at: moment)
    }
}
