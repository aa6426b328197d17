import Dispatch
import Transport

/// The connections of the admin page.
///
/// `@unchecked Sendable`: confined to the page's queue.
final class AdminConnections: @unchecked Sendable {
    /// Nil until the page is ready to answer.
    var site: AdminSite?
    let limits: AdminLimits
    private var connections: [ObjectIdentifier: AdminConnection] = [:]

    init(_ limits: AdminLimits) { self.limits = limits }

    func accept(_ stream: PlainStream) {
        guard let site else { return stream.close() }
        let connection = AdminConnection(stream, site: site, limits: limits) { [unowned self] in
            streamCount < limits.streams
        }
        connections[ObjectIdentifier(stream)] = connection
        stream.whenClosed { self.connections[ObjectIdentifier(stream)] = nil }
        connection.start()
    }

    private var streamCount: Int { connections.values.count { $0.isStreaming } }

    /// Tells those who listen that there is a new status.
    func announce() {
        let listening = connections.values.filter(\.isStreaming)
        guard !listening.isEmpty, let event = site?.event else { return }
        for connection in listening { connection.send(event: event) }
    }

    /// Ends what takes too long.
    func sweep() {
        let now = DispatchTime.now()
        for connection in connections.values { connection.check(at: now) }
    }

    func closeAll() {
        for connection in connections.values { connection.close() }
    }
}
