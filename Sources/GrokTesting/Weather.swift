package import Federation
package import RoundStore

/// What makes a simulation less than ideal.
package struct Weather {
    /// How many times something breaks.
    package var strikes = 0
    /// What may break.
    package var kinds = Strike.ordinary
    /// Numbers of strikes, from 1, that are drawn and not carried out.
    package var spared: Set<Int> = []
    /// Messages and jobs take up to so many seconds.
    package var latency = 0.0
    /// Whether messages are sent twice now and then.
    package var repeatsMessages = false
    /// Writes of the server's store that fail, and kill it.
    package var serverFaults = FaultPlan()
    /// The same of participants.
    package var clientFaults: [PartyName: FaultPlan] = [:]
    /// Calls of the server's store that fail, reading ones too.
    package var serverCallFaults: FaultPlan?
    /// The same of participants.
    package var clientCallFaults: [PartyName: FaultPlan] = [:]
    /// Seconds after the start at which a participant comes; infinite for one that never does.
    package var arrivals: [PartyName: Double] = [:]
    /// Whose persons never accept a newer roster.
    package var reluctant: Set<PartyName> = []

    package init() {}
}
