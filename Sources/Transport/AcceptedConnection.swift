import Dispatch

/// A connection on its way through a listener: counted, brought through its handshake, and handed over.
///
/// `@unchecked Sendable`: what changes is touched on `queue` only.
final class AcceptedConnection: @unchecked Sendable {
    private let listener: TLSListener
    private let channel: SocketChannel
    private let queue: DispatchQueue
    private let address: SocketAddress
    private var handshake: TLSHandshake?
    private var isSettled = false

    init(listener: TLSListener, channel: SocketChannel, queue: DispatchQueue, address: SocketAddress) {
        self.listener = listener
        self.channel = channel
        self.queue = queue
        self.address = address
    }

    func start() {
        queue.async { self.begin() }
    }

    /// Gives up, if the handshake is not done.
    func cancel() {
        queue.async { self.handshake?.cancel() }
    }

    private func begin() {
        channel.whenClosed { self.closed() }
        do {
            try channel.withDescriptor { try $0.setConnectionOptions() }
            let engine = try TLSEngine(listener.identity.context, role: .server)
            let stream = TLSStream(channel, engine: engine, queue: queue)
            let handshake = TLSHandshake(stream, limits: listener.limits, expectedPeer: nil) { outcome in
                self.completed(outcome, stream)
            }
            self.handshake = handshake
            handshake.start()
        } catch {
            refuse(error as? TransportError ?? .connectionLost(reason: "\(error)"))
            channel.close()
        }
    }

    private func completed(_ outcome: TLSHandshake.Outcome, _ stream: TLSStream) {
        handshake = nil
        switch outcome {
        case .success(let peer):
            isSettled = true
            listener.settle(self, from: address.neighbourhood)
            let connection = TLSConnection(
                stream, peer: peer, remoteAddress: "\(address)", limits: listener.limits, budget: listener.budget)
            listener.handler.listener(listener, didAccept: connection)
        case .failure(.cancelled):
            break
        case .failure(let error):
            refuse(error)
        }
    }

    private func refuse(_ error: TransportError) {
        listener.handler.listener(listener, didRefuse: "\(address)", because: error)
    }

    private func closed() {
        listener.remove(self, from: address.neighbourhood, isSettled: isSettled)
    }
}
