import Dispatch
package import Federation

extension ServerRuntime {
    /// Takes a newer roster: from now on it decides who takes part.
    package func take(_ roster: SignedDocument<Roster>) {
        queue.async { self.handle(.rosterChanged(roster)) }
    }
}
