/// Who may be sent a part of a model or of what a sum is made of. A pure value.
///
/// When a round ends everybody fetches the new model at once. A part takes memory from when it is read until the network
/// has taken it, so only so many are on their way at a time, one a connection; the others wait in order.
struct FetchQueue<Fetch> {
    /// What a connection may ask for beyond what it has taken; a client asks for a part when it has the one before.
    private static var waitingOfOne: Int { 64 }

    private let capacity: Int
    private var served: Set<ConnectionID> = []
    private var waiting: [ConnectionID: [Fetch]] = [:]
    /// Connections that are not being served, and wait.
    private var order: [ConnectionID] = []

    /// - Parameter capacity: how many parts may be on their way.
    init(capacity: Int) { self.capacity = max(1, capacity) }

    /// A connection asks for a part.
    ///
    /// - Returns: whether it may; not when it asks for much more than it takes.
    mutating func add(_ fetch: Fetch, from connection: ConnectionID) -> Bool {
        let known = waiting[connection, default: []]
        guard known.count < Self.waitingOfOne else { return false }
        if known.isEmpty, !served.contains(connection) { order.append(connection) }
        waiting[connection] = known + [fetch]
        return true
    }

    /// The next that is to be served, if there is room; its connection has its turn until ``end(of:)``.
    mutating func next() -> (connection: ConnectionID, fetch: Fetch)? {
        guard served.count < capacity, let connection = order.first, let fetch = waiting[connection]?.removeFirst()
        else { return nil }
        order.removeFirst()
        served.insert(connection)
        return (connection, fetch)
    }

    /// What the connection was served has gone.
    mutating func end(of connection: ConnectionID) {
        guard served.remove(connection) != nil else { return }
        if waiting[connection]?.isEmpty == false { order.append(connection) } else { waiting[connection] = nil }
    }

    /// The connection is closed.
    mutating func forget(_ connection: ConnectionID) {
        served.remove(connection)
        waiting[connection] = nil
        order.removeAll { $0 == connection }
    }
}
