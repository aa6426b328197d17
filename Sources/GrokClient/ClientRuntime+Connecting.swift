import Dispatch
import Transport
import Wire

extension ClientRuntime {
    func dial() {
        guard !hasExited else { return }
        attempt = TLSDialer.connect(
            host: endpoint.host, port: endpoint.port, expectedPeer: endpoint.serverURI, identity: endpoint.identity,
            limits: endpoint.limits, budget: budget, queue: connectionQueue
        ) { result in
            self.queue.async { self.dialed(result) }
        }
    }

    private func dialed(_ result: Result<TLSConnection, TransportError>) {
        attempt = nil
        switch result {
        case .failure(let error): disconnected(error)
        case .success(let connection):
            guard !hasExited else { return connection.close() }
            self.connection = connection
            saidAway = nil
            connection.start(ClientConnection(self))
            handle(.connected)
        }
    }

    func closed(_ connection: any Connection, _ error: TransportError?) {
        guard self.connection === connection else { return }
        self.connection = nil
        uploads = UploadQueue()
        disconnected(error)
    }

    /// A certificate that one side does not accept will not be accepted after a pause either.
    private func disconnected(_ error: TransportError?) {
        guard !hasExited else { return }
        if let error, error.isFinal { return leave(.refused(error)) }
        let reason = error.map { "\($0)" } ?? "the connection is closed"
        if saidAway != reason { log.away(reason) }
        saidAway = reason
        handle(.disconnected(draw: Double.random(in: 0..<1)))
    }

    func startKeepAlive() {
        let timer = DispatchSource.makeTimerSource(queue: queue)
        let interval = DispatchTimeInterval.seconds(Self.keepAliveSeconds)
        timer.schedule(deadline: .now() + interval, repeating: interval, leeway: .seconds(5))
        timer.setEventHandler { [weak self] in self?.connection?.send(WireCodec.encode(.ping)) }
        timer.resume()
        keepAlive = timer
    }
}
