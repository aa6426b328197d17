import Federation
import Primitives
import Wire

extension ServerNode {
    /// The federation has a newer roster: who was revoked is turned away, everybody else is told.
    ///
    /// A round that takes contributions goes on without the revoked; a frozen sum stays what it is, since a second one on
    /// its model is what a cheating server would want.
    func take(_ roster: SignedDocument<Roster>, at now: Timestamp) throws {
        // A round that a roster ends must not end while contributions to it are on their way to the disk.
        guard !storing.isWriting else { return storing.roster = roster }
        let old = federation.roster.content
        guard old.objection(to: roster.content) == nil else { return }
        federation.roster = roster
        log.rosterChanged(RosterChange(from: old, to: roster.content), to: roster.content)
        turnAwayRevoked()
        for connection in connections.values.sorted(by: { $0.number < $1.number }) {
            send(.welcome(welcome(rosterSeen: old.number)), to: connection)
        }
        try perform(machine.update(participants: Set(roster.content.activeNames), at: now), at: now)
    }

    /// Those who have not said hello yet are refused when they do.
    private func turnAwayRevoked() {
        let roster = federation.roster.content
        for (name, connection) in connections.sorted(by: { $0.key < $1.key }) where roster.activeMember(name) == nil {
            reject(connection, .notInRoster, "\(name) takes no part any more, since roster \(roster.number)")
            connections[name] = nil
            current?.inputs[name] = nil
        }
    }
}
