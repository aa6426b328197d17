import Federation
import GrokClient
import GrokServer
import Primitives
import RoundStore
import Wire

extension SimulatedFederation {
    /// What the clock of the server's machine says.
    var serverNow: Timestamp { clock.now.advanced(bySeconds: clockOffset.now) }

    /// Now, and the time that something takes.
    var later: Timestamp {
        weather.latency > 0 ? clock.now.advanced(bySeconds: schedule.draw() * weather.latency) : clock.now
    }

    func connect(_ client: SimulatedClient, life: Int) {
        guard client.outcome == nil, client.life == life, client.node != nil else { return }
        guard server != nil, !client.isCutOff else {
            return handle(client, life: life, .disconnected(draw: schedule.draw()))
        }
        lastConnection += 1
        let connection = ConnectionID(lastConnection)
        client.connection = connection
        let key = documents.key(of: client.name).verificationKey
        handle(server: .connected(connection, name: client.name, key: key), life: self.life)
        handle(client, life: life, .connected)
    }

    func handle(server event: ServerEvent, life: Int) {
        guard let server, self.life == life else { return }
        do {
            for effect in try server.handle(event, at: serverNow) { perform(effect) }
        } catch {
            crashServer(restartingAfter: 1)
        }
    }

    private func perform(_ effect: ServerEffect) {
        switch effect {
        case .close(let connection):
            guard let client = client(at: connection) else { return }
            schedule.add(.hangUp(client, connection), on: .toClient(connection), at: later)
        case .finish, .giveUp: isFinished = true
        case .run(let job): schedule.add(.serverJob(life: life, job), on: .own, at: later)
        case .send(let connection, let message):
            ledger.note(message, store: serverStore)
            guard let client = client(at: connection) else { return }
            let frame = WireCodec.encode(message)
            for _ in 0..<copies(of: message) {
                schedule.add(.clientMessage(client, connection, frame), on: .toClient(connection), at: later)
            }
        case .wake(let moment):
            let moment = max(clock.now, moment.advanced(bySeconds: -clockOffset.now))
            schedule.add(.serverEvent(life: life, .wake), on: .own, at: moment)
        }
    }

    private func client(at connection: ConnectionID) -> SimulatedClient? {
        clients.first { $0.connection == connection }
    }

    func handle(_ client: SimulatedClient, life: Int, _ event: ClientEvent) {
        guard let node = client.node, client.life == life else { return }
        for effect in node.handle(event) { perform(effect, of: client) }
    }

    private func perform(_ effect: ClientEffect, of client: SimulatedClient) {
        switch effect {
        case .cancel(let announcement): client.cancellations[announcement]?.cancel()
        case .connect(let pause):
            let moment = clock.now.advanced(bySeconds: pause)
            schedule.add(.connect(client, life: client.life), on: .own, at: moment)
        case .disconnect: hangUp(client)
        case .leave(.store): crash(client, restartingAfter: 1)
        case .leave(.rejected(let rejection)) where rejection.code == .notInRoster && isActive(client):
            // The server has not got the roster yet. Its person tries again.
            crash(client, restartingAfter: 5)
        case .leave(let outcome):
            client.outcome = outcome
            hangUp(client)
            client.node = nil
        case .run(let job): run(job, of: client)
        case .send(let message): send(message, from: client)
        case .upload(let message, let digest, let body):
            for _ in 0..<copies {
                send(message, from: client)
                for chunk in Chunk.chunks(of: body, digest: digest) { send(.chunk(chunk), from: client) }
            }
        }
    }

    private func run(_ job: ClientJob, of client: SimulatedClient) {
        let cancellation = Cancellation()
        if case .prepare(let announcement) = job { client.cancellations[announcement.digest] = cancellation }
        schedule.add(.clientJob(client, life: client.life, job, cancellation), on: .own, at: later)
    }

    private func send(_ message: WireMessage, from client: SimulatedClient) {
        guard let connection = client.connection else { return }
        ledger.note(
            message, of: client, store: serverStore, clients: clients, quorum: documents.manifest.content.quorum)
        let frame = WireCodec.encode(message)
        for _ in 0..<copies(of: message) {
            schedule.add(.serverMessage(life: life, connection, frame), on: .toServer(connection), at: later)
        }
    }

    /// Now and then a message that may be repeated is, when the weather says so.
    private func copies(of message: WireMessage) -> Int { message.isRepeatable ? copies : 1 }

    private var copies: Int { weather.repeatsMessages && schedule.integer(below: 4) == 0 ? 2 : 1 }
}

extension WireMessage {
    /// Whether it means the same when it comes twice in a row; parts of an upload are counted, and repeated as a whole.
    fileprivate var isRepeatable: Bool {
        switch self {
        case .acknowledgement, .announcement, .commit, .commitRequest, .concluded, .contributionRefused, .ping, .pong,
            .refused, .shareRequest:
            true
        case .chunk, .contribution, .fetch, .finished, .hello, .rejection, .share, .welcome: false
        }
    }
}
