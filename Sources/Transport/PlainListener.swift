package import Dispatch
import Glibc

/// Accepts a few connections without TLS, for pages that this host shows to itself.
///
/// `@unchecked Sendable`: what changes is touched on `queue` only.
package final class PlainListener: @unchecked Sendable {
    /// Where it listens; the port is the one that the system chose when asked for port 0.
    package let address: SocketAddress
    private let queue: DispatchQueue
    private let channel: SocketChannel
    private let limit: Int
    private let onAccept: (PlainStream) -> Void
    private var count = 0
    private var isStopped = false

    /// How long to wait when the system has no descriptor for another connection.
    private static let exhaustionPause = DispatchTimeInterval.milliseconds(100)
    /// How many more connections the kernel keeps waiting.
    private static let backlog: Int32 = 16

    /// Listens.
    ///
    /// - Parameters:
    ///   - host: an address of this host or a name of one.
    ///   - port: 0 lets the system choose.
    ///   - loopbackOnly: whether to refuse an address that others could reach.
    ///   - limit: connections at once; one more is closed as soon as it is accepted.
    ///   - queue: a serial queue for everything that happens, not the caller's.
    ///   - onAccept: gets each connection, on the queue; reading begins with ``PlainStream/start()``.
    /// - Throws: `TransportError.addressInUse`, `.cannotListen`, `.cannotResolve`, `.notLoopback`.
    package init(
        host: String, port: UInt16, loopbackOnly: Bool, limit: Int, queue: DispatchQueue,
        onAccept: @escaping @Sendable (PlainStream) -> Void
    ) throws(TransportError) {
        let addresses = try Resolver.addresses(of: host, port: port, isPassive: true)
        guard let wanted = addresses.first(where: { $0.family == AF_INET }) ?? addresses.first else {
            throw .cannotResolve(host: host, reason: "it has no address")
        }
        guard wanted.isLoopback || !loopbackOnly else { throw .notLoopback(address: "\(wanted)") }
        (channel, address) = try TLSListener.listen(on: wanted, backlog: Self.backlog, queue: queue)
        self.queue = queue
        self.limit = limit
        self.onAccept = onAccept
        channel.onReadable = { self.acceptAll() }
        queue.async { self.channel.isReading = !self.isStopped }
    }

    /// Stops listening. Connections that were accepted are their owners'.
    package func stop() {
        queue.async {
            self.isStopped = true
            self.channel.close()
        }
    }

    private func acceptAll() {
        while true {
            do throws(SystemError) {
                let accepted = try channel.withDescriptor { socket throws(SystemError) in try socket.accept() }
                guard let accepted else { return }
                try admit(accepted)
            } catch {
                // accept(2): errors of the connection that was to be accepted show up here too.
                guard [EMFILE, ENFILE, ENOBUFS, ENOMEM].contains(error.code) else { continue }
                return pause()
            }
        }
    }

    private func pause() {
        channel.isReading = false
        queue.asyncAfter(deadline: .now() + Self.exhaustionPause) {
            if !self.isStopped { self.channel.isReading = true }
        }
    }

    private func admit(_ descriptor: consuming FileDescriptor) throws(SystemError) {
        guard count < limit else { return }
        let stream = PlainStream(try SocketChannel(descriptor, queue: queue))
        count += 1
        stream.whenClosed { self.count -= 1 }
        onAccept(stream)
    }
}
