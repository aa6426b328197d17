package import Federation
package import GrokClient
import GrokServer
package import RoundStore

/// One participant of a ``SimulatedFederation``.
package final class SimulatedClient {
    package let name: PartyName
    package let store: any ClientStore
    package let node: ClientNode
    let worker: ClientWorker
    var connection: ConnectionID?
    /// How the participant's run ended; nil while it goes on.
    package internal(set) var outcome: ClientOutcome?

    init(name: PartyName, store: any ClientStore, node: ClientNode, worker: ClientWorker) {
        self.name = name
        self.store = store
        self.node = node
        self.worker = worker
    }
}
