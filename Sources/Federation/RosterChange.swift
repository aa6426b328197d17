/// How a newer roster differs from the one before, for the person who has to accept it.
public struct RosterChange: Hashable, Sendable {
    /// Who may take part now and could not before.
    public let added: [PartyName]
    /// Who could take part before and may not now.
    public let removed: [PartyName]
    /// Who takes part with another key than before.
    public let rekeyed: [PartyName]
    /// Whether the server has another key than before.
    public let serverRekeyed: Bool

    /// The way from one roster to another.
    public init(from old: Roster, to new: Roster) {
        let (before, after) = (Set(old.activeNames), Set(new.activeNames))
        added = after.subtracting(before).sorted()
        removed = before.subtracting(after).sorted()
        rekeyed = before.intersection(after).filter { old.member($0)?.key != new.member($0)?.key }.sorted()
        serverRekeyed = old.serverKey != new.serverKey
    }

    /// Whether everybody is who was there before.
    public var isEmpty: Bool { added.isEmpty && removed.isEmpty && rekeyed.isEmpty && !serverRekeyed }
}

extension RosterChange: CustomStringConvertible {
    /// `+dave -bob`, and who has another key.
    public var description: String {
        let names = added.map { "+\($0)" } + removed.map { "-\($0)" }
        let keys = rekeyed.map { "\($0) with another key" } + (serverRekeyed ? ["the server with another key"] : [])
        return isEmpty ? "nobody added or removed" : (names + keys).joined(separator: " ")
    }
}
