package import Federation
package import GrokClient
import GrokServer
import Primitives
package import RoundStore

/// One participant of a ``SimulatedFederation``.
package final class SimulatedClient {
    package let name: PartyName
    /// What its disk holds.
    package let store: any ClientStore
    /// The same, as its process sees it.
    let disk: any ClientStore
    let worker: ClientWorker
    /// Of its kit; nil while it is not enrolled.
    var kit: SignedDocument<Roster>?
    /// Nil while its process does not run.
    package internal(set) var node: ClientNode?
    /// How many times its process was started.
    var life = 0
    var connection: ConnectionID?
    /// Whether it cannot reach the server.
    var isCutOff = false
    /// Whether it comes at all.
    var isExpected: Bool
    /// Whether its person accepts the roster that was shown, at the next start.
    var isAccepting = false
    var cancellations: [Digest: Cancellation] = [:]
    /// How the participant's run ended; nil while it goes on.
    package internal(set) var outcome: ClientOutcome? { didSet { hasEnded = outcome != nil } }
    private(set) var hasEnded = false

    init(
        name: PartyName, store: any ClientStore, disk: any ClientStore, worker: ClientWorker,
        kit: SignedDocument<Roster>?, isExpected: Bool
    ) {
        self.name = name
        self.store = store
        self.disk = disk
        self.worker = worker
        self.kit = kit
        self.isExpected = isExpected && kit != nil
    }
}
