import Federation

extension RoundLog {
    func rosterChanged(_ change: RosterChange, to roster: Roster) {
        event(
            "roster.changed",
            "roster \(roster.number): \(change); \(roster.activeNames.map(\.text).joined(separator: " ")) take part")
    }
}
