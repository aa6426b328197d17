import Federation
import Primitives
import RoundStore
import Wire

extension ServerNode {
    /// Connections of one participant that have not said hello yet. With more it could take everybody's places.
    private static let silentConnections = 4

    func open(_ connection: ConnectionID, name: PartyName, key: VerificationKey, at now: Timestamp) {
        sessions[connection] = Session(name: name, key: key, heardAt: now)
        let silent = sessions.filter { $1.name == name && !$1.isGreeted && !$1.isRejected }.keys
        if silent.count > Self.silentConnections, let oldest = silent.min(by: { $0.number < $1.number }) {
            reject(oldest, .malformed, "too many connections without a hello")
        }
    }

    func close(_ connection: ConnectionID, at now: Timestamp) throws {
        guard let session = sessions.removeValue(forKey: connection) else { return }
        guard connections[session.name] == connection else { return }
        connections[session.name] = nil
        lastHeard[session.name] = session.heardAt
        current?.inputs[session.name] = nil
        log.disconnected(session.name)
        try perform(machine.disconnect(session.name, at: now), at: now)
    }

    func receive(_ message: WireMessage, from connection: ConnectionID, at now: Timestamp) throws {
        guard let session = sessions[connection], !session.isRejected else { return }
        sessions[connection]?.heardAt = now
        if case .hello(let hello) = message, !session.isGreeted {
            return try greet(hello, from: connection, session, at: now)
        }
        guard session.isGreeted else { return reject(connection, .malformed, "the first message is not a hello") }
        switch message {
        case .chunk(let chunk): try measuring(.accept) { try append(chunk, from: connection, at: now) }
        case .commit(let commit): try take(commit, from: connection, at: now)
        case .contribution(let contribution):
            try measuring(.accept) { try begin(contribution, from: connection, at: now) }
        case .fetch(let digest, let offset): try serve(digest, offset: offset, to: connection)
        case .hello: reject(connection, .malformed, "one hello is enough")
        case .ping: send(.pong, to: connection)
        case .refused(let announcement, let reason):
            try takeRefusal(of: session.name, announcement: announcement, reason: reason, at: now)
        case .share(let share): try begin(share, from: connection, at: now)
        case .acknowledgement, .announcement, .commitRequest, .concluded, .contributionRefused, .finished, .pong,
            .rejection, .shareRequest, .welcome:
            reject(connection, .malformed, "that message is the server's to send")
        }
    }

    private func greet(
        _ hello: Hello, from connection: ConnectionID, _ session: Session, at now: Timestamp
    ) throws {
        if let (code, reason) = objection(to: hello, session) { return reject(connection, code, reason) }
        if let other = connections[session.name] {
            // The hello of a connection that was given up may come after that of the one which took its place.
            let older = other.number < connection.number ? other : connection
            reject(older, .replaced, "\(session.name) has connected again")
            if older == connection { return }
        }
        current?.inputs[session.name] = nil
        sessions[connection]?.isGreeted = true
        connections[session.name] = connection
        send(.welcome(welcome(rosterSeen: hello.rosterNumber)), to: connection)
        log.connected(session.name)
        if case .finished = machine.state { tellEnd(to: session.name) }
        try perform(machine.connect(session.name, at: now), at: now)
    }

    private func objection(to hello: Hello, _ session: Session) -> (Rejection.Code, String)? {
        let manifest = federation.manifest
        if hello.version != protocolVersion {
            return (.protocolVersion, "this server speaks version \(protocolVersion) of the protocol")
        }
        if hello.federation != manifest.content.federation.text {
            return (.federation, "this server runs the federation \(manifest.content.federation)")
        }
        if hello.manifest != manifest.digest { return (.manifest, "the manifest is not this server's") }
        guard let member = federation.roster.content.activeMember(session.name), member.key == session.key else {
            let number = federation.roster.content.number
            let advice =
                hello.rosterNumber > number
                ? "; its kit knows a newer one: bring roster.pem to the server"
                : "; ask whoever provisioned the federation"
            return (.notInRoster, "\(session.name) is not in roster \(number), or with another key\(advice)")
        }
        return nil
    }

    func welcome(rosterSeen: Int) -> Welcome {
        let roster = federation.roster
        let isNewer = roster.content.number > rosterSeen
        return Welcome(
            roster: isNewer ? roster.signedBytes : nil,
            published: machine.published, rounds: options.rounds, model: model)
    }

    var finished: Finished {
        Finished(model: model, transcript: transcript, published: machine.published, final: evaluation)
    }

    func tellEnd(to name: PartyName) {
        send(.finished(finished), to: name)
        told.insert(name)
    }

    /// Ends a connection, saying why.
    func reject(_ connection: ConnectionID, _ code: Rejection.Code, _ reason: String) {
        guard let session = sessions[connection], !session.isRejected else { return }
        // What it sent before it learns of this is of no interest any more, half an upload neither.
        sessions[connection]?.isRejected = true
        sessions[connection]?.upload = nil
        log.rejected(session.name, reason: reason)
        send(.rejection(Rejection(code, reason)), to: connection)
        effects.append(.close(connection))
    }

    func rejectAll(_ code: Rejection.Code, _ reason: String) {
        for connection in sessions.keys.sorted(by: { $0.number < $1.number }) { reject(connection, code, reason) }
    }

    func send(_ message: WireMessage, to connection: ConnectionID) {
        effects.append(.send(connection, message))
    }

    func send(_ message: WireMessage, to name: PartyName) {
        if let connection = connections[name] { send(message, to: connection) }
    }

    func broadcast(_ message: WireMessage) {
        for name in connections.keys.sorted() { send(message, to: name) }
    }
}
