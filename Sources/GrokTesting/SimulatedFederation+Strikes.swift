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
        case .enrolment: enrol()
        case .everything: crashEverything(restartingAfter: seconds)
        case .hangUp: hangUp(client)
        case .network: cutOff(client, seconds: seconds)
        case .revocation: revoke(client)
        case .roster: change(revoking: [], adding: [])
        case .server: if server != nil { crashServer(restartingAfter: seconds) }
        case .sleep: sleep(seconds: 100 * seconds)
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
}
