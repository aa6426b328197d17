package import CommandSupport
import Dispatch
import Federation
import Foundation
package import GrokServer
package import Logging
package import RoundStore
import Sysexits
import Transport

/// The admin page: listens, answers, and sends statuses as they come.
///
/// It reads the little HTTP that it needs by itself, over the server's own sockets. FlyingFox, which was meant for it,
/// takes in any number of connections, header lines without end and clients that never send one, and shares the
/// server's descriptors and memory: whoever may connect from this host could have stopped the rounds.
///
/// `@unchecked Sendable`: what changes is touched on `queue` only, which is no queue of the server's.
package final class AdminServer: @unchecked Sendable {
    /// Where it listens.
    package let address: HostPort
    let site: AdminSite
    private let queue: DispatchQueue
    private let listener: PlainListener
    private let timer: any DispatchSourceTimer
    private let connections: AdminConnections

    /// Listens.
    ///
    /// - Parameters:
    ///   - address: where; 0 lets the system choose the port.
    ///   - names: other names of this host by which the page may be asked for. An address that other hosts can reach
    ///     is refused unless there is one.
    ///   - board: where the server puts up how it stands.
    ///   - history: the rounds.
    /// - Throws: ``CommandFailure``, ``TransportError``.
    package init(
        _ address: HostPort, names: [String] = [], board: ServerBoard, history: any ServerHistory, logger: Logger,
        clock: SteadyClock = SteadyClock(), limits: AdminLimits = AdminLimits()
    ) throws {
        let queue = DispatchQueue(label: "grok.admin")
        let connections = AdminConnections(limits)
        listener = try Self.listen(on: address, loopbackOnly: names.isEmpty, queue: queue, connections)
        guard let bound = HostPort("\(listener.address)") else { preconditionFailure("an address is one") }
        self.address = bound
        self.queue = queue
        self.connections = connections
        site = AdminSite(
            board: board, history: history, hosts: Self.hosts(bound, asked: address, names: names),
            process: { .current }, now: { clock.now })
        timer = DispatchSource.makeTimerSource(queue: queue)
        queue.sync { connections.site = site }
        board.watch { queue.async { connections.announce() } }
        timer.setEventHandler { connections.sweep() }
        timer.schedule(deadline: .now() + limits.sweepSeconds, repeating: limits.sweepSeconds)
        timer.activate()
        logger.event("admin.listening", "the admin page is at http://\(bound)/")
    }

    private static func listen(
        on address: HostPort, loopbackOnly: Bool, queue: DispatchQueue, _ connections: AdminConnections
    ) throws -> PlainListener {
        do {
            return try PlainListener(
                host: address.host, port: address.port, loopbackOnly: loopbackOnly,
                limit: connections.limits.connections,
                queue: queue
            ) { connections.accept($0) }
        } catch {
            guard case .notLoopback(let place) = error else { throw error }
            throw CommandFailure(
                .configuration,
                "admin: \(place) can be reached from other hosts, and the page has no password; use 127.0.0.1, or name "
                    + "the hosts by which it is to be reached with admin-hosts")
        }
    }

    /// How the page may be asked for: by its address, as localhost, and by the names that the operator gave.
    private static func hosts(_ bound: HostPort, asked: HostPort, names: [String]) -> Set<String> {
        let own = ["\(bound)", "localhost:\(bound.port)", "127.0.0.1:\(bound.port)", "[::1]:\(bound.port)"]
        let others = (names + [asked.host]).flatMap { [$0, "\($0):\(bound.port)"] }
        return Set(own + others)
    }

    /// Ends everything at once.
    package func stop() {
        timer.cancel()
        listener.stop()
        queue.sync { connections.closeAll() }
    }
}
