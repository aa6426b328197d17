import Federation
import GrokClient
import GrokServer
import RoundStore

extension SimulatedFederation {
    func startServer() {
        guard server == nil else { return }
        life += 1
        clockOffset.now = clockOffset.next
        do {
            server = try ServerNode(
                federation: documents.serverFederation(roster: roster), store: serverDisk, options: options,
                logger: logger, at: serverNow)
        } catch {
            return schedule.add(.startServer, on: .own, at: clock.now.advanced(bySeconds: 1))
        }
        handle(server: .started, life: life)
    }

    func start(_ client: SimulatedClient) {
        guard client.node == nil, client.outcome == nil, let kit = client.kit else { return }
        client.life += 1
        do {
            client.node = try ClientNode(
                federation: documents.clientFederation(client.name), roster: kit, store: client.disk,
                logger: logger, acceptingRoster: client.isAccepting)
            client.isAccepting = false
        } catch {
            return schedule.add(.startClient(client), on: .own, at: clock.now.advanced(bySeconds: 1))
        }
        handle(client, life: client.life, .started)
    }

    /// Kills the server; what is not in its store is gone.
    package func crashServer(restartingAfter seconds: Double) {
        server = nil
        isFinished = false
        for client in clients where client.connection != nil { breakConnection(client) }
        schedule.add(.startServer, on: .own, at: clock.now.advanced(bySeconds: seconds))
    }

    /// Kills a participant; what is not in its store is gone.
    package func crash(_ client: SimulatedClient, restartingAfter seconds: Double) {
        guard client.outcome == nil else { return }
        hangUp(client)
        client.node = nil
        schedule.add(.startClient(client), on: .own, at: clock.now.advanced(bySeconds: seconds))
    }

    /// Breaks a participant's connection; what it sent is lost.
    package func breakConnection(_ client: SimulatedClient) {
        if let connection = client.connection { schedule.drop(.toServer(connection)) }
        hangUp(client)
    }

    /// Ends a participant's connection; what it sent arrives.
    func hangUp(_ client: SimulatedClient) {
        guard let connection = client.connection else { return }
        client.connection = nil
        schedule.drop(.toClient(connection))
        schedule.add(.serverEvent(life: life, .disconnected(connection)), on: .toServer(connection), at: later)
        let event = ClientEvent.disconnected(draw: schedule.draw())
        schedule.add(.clientEvent(client, life: client.life, event), on: .own, at: later)
    }

    /// Keeps a participant from reaching the server for a while.
    package func cutOff(_ client: SimulatedClient, seconds: Double) {
        client.isCutOff = true
        breakConnection(client)
        schedule.add(.heal(client), on: .own, at: clock.now.advanced(bySeconds: seconds))
    }
}
