package import Dispatch
import Glibc
import Synchronization

/// Who is told of a listener's connections.
package protocol ListenerHandler: AnyObject, Sendable {
    /// Somebody connected and showed who it is. Called on the connection's own queue; reading begins with
    /// `connection.start(_:)`.
    func listener(_ listener: TLSListener, didAccept connection: TLSConnection)

    /// A connection was refused, or could not be taken in. Called on any queue; for a log.
    func listener(_ listener: TLSListener, didRefuse address: String, because error: TransportError)
}

/// Accepts connections on one address, within caps, and brings each through its TLS handshake.
///
/// `@unchecked Sendable`: what changes without a lock is touched on `queue` only.
package final class TLSListener: @unchecked Sendable {
    /// Where it listens; the port is the one that the system chose when asked for port 0.
    package let address: SocketAddress
    let identity: TLSIdentity
    let limits: TransportLimits
    let budget: ByteBudget
    let handler: any ListenerHandler

    let queue = DispatchQueue(label: "grok.transport.listener")
    let target: DispatchQueue?
    let channel: SocketChannel
    let state: Mutex<State>

    struct State {
        var admission: Admission
        var unauthenticated: [ObjectIdentifier: AcceptedConnection] = [:]
        var isStopped = false

        mutating func settle(_ connection: AcceptedConnection, from place: [UInt8]) {
            unauthenticated[ObjectIdentifier(connection)] = nil
            admission.settle(from: place)
        }
    }

    /// Listens.
    ///
    /// - Parameters:
    ///   - host: an address of this host or a name of one; empty for all. Of a name with several, an IPv4 address is
    ///     taken if there is one.
    ///   - port: 0 lets the system choose.
    ///   - identity: what this side shows.
    ///   - limits: of each connection.
    ///   - admission: how many connections there may be.
    ///   - budget: bounds what is received over all connections.
    ///   - target: the queue that the connections' own serial queues run on; nil for Dispatch's pool of threads.
    ///   - handler: told of connections; kept as long as the listener.
    /// - Throws: `TransportError.cannotResolve`, `.addressInUse`, `.cannotListen`.
    package init(
        host: String, port: UInt16, identity: TLSIdentity, limits: TransportLimits = TransportLimits(),
        admission: AdmissionLimits = AdmissionLimits(), budget: ByteBudget, target: DispatchQueue? = nil,
        handler: any ListenerHandler
    ) throws(TransportError) {
        let addresses = try Resolver.addresses(of: host, port: port, isPassive: true)
        guard let wanted = addresses.first(where: { $0.family == AF_INET }) ?? addresses.first else {
            throw .cannotResolve(host: host, reason: "it has no address")
        }
        (channel, address) = try Self.listen(on: wanted, backlog: admission.backlog, queue: queue)
        self.identity = identity
        self.limits = limits
        self.budget = budget
        self.target = target
        self.handler = handler
        state = Mutex(State(admission: Admission(admission)))
        channel.onReadable = { self.acceptAll() }
        queue.async { self.channel.isReading = !self.isStopped }
    }

    /// The port.
    package var port: UInt16 { address.port }

    /// How many connections are open, those not authenticated yet included.
    package var connectionCount: Int {
        state.withLock { $0.admission.total }
    }

    /// Stops listening, and gives up the handshakes under way. Connections that were accepted are their owners'.
    ///
    /// - Parameter completion: called once nothing listens there any more.
    package func stop(completion: @escaping @Sendable () -> Void = {}) {
        queue.async {
            let unauthenticated = self.state.withLock { state in
                state.isStopped = true
                return Array(state.unauthenticated.values)
            }
            unauthenticated.forEach { $0.cancel() }
            self.channel.whenClosed(completion)
            self.channel.close()
        }
    }

    var isStopped: Bool {
        state.withLock { $0.isStopped }
    }

    static func listen(
        on address: SocketAddress, backlog: Int32, queue: DispatchQueue
    ) throws(TransportError) -> (SocketChannel, SocketAddress) {
        do throws(SystemError) {
            let descriptor = try FileDescriptor.tcpSocket(for: address)
            // So that a server can start again while connections of the one before are still in TIME_WAIT.
            try descriptor.set(SO_REUSEADDR, level: SOL_SOCKET, to: 1)
            try descriptor.bind(to: address)
            try descriptor.listen(backlog: backlog)
            let bound = try descriptor.localAddress()
            return (try SocketChannel(descriptor, queue: queue), bound)
        } catch {
            if error.code == EADDRINUSE { throw .addressInUse(address: "\(address)") }
            throw .cannotListen(address: "\(address)", reason: error.reason)
        }
    }
}
