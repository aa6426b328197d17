public import Primitives

extension Roster {
    /// The roster after this one, with one participant more; the name must be new.
    public func adding(_ name: PartyName, key: VerificationKey) -> Roster {
        precondition(member(name) == nil, "\(name) is in the roster already")
        return next(members + [Member(name: name, key: key)])
    }

    /// The roster after this one, in which a participant takes part no more.
    public func revoking(_ name: PartyName) -> Roster {
        next(members.map { $0.name == name ? Member(name: name, key: $0.key, revoked: true) : $0 })
    }

    private func next(_ members: [Member]) -> Roster {
        Roster(federation: federation, number: number + 1, serverKey: serverKey, members: members)
    }
}
