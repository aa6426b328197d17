package import Federation
package import GrokClient
import GrokServer
import Primitives
package import RoundStore

/// One participant of a ``SimulatedFederation``.
package final class SimulatedClient {
    package let name: PartyName
    package let store: any ClientStore
    let worker: ClientWorker
    /// Nil while its process does not run.
    package internal(set) var node: ClientNode?
    /// How many times its process was started.
    var life = 0
    var connection: ConnectionID?
    /// Whether it cannot reach the server.
    var isCutOff = false
    var cancellations: [Digest: Cancellation] = [:]
    /// How the participant's run ended; nil while it goes on.
    package internal(set) var outcome: ClientOutcome?

    init(name: PartyName, store: any ClientStore, worker: ClientWorker) {
        self.name = name
        self.store = store
        self.worker = worker
    }
}
