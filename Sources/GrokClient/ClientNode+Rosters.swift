import Federation
import Primitives
import RoundStore
import Wire

extension ClientNode {
    /// A newer roster, if the certificate authority signed it. It is trained under at once; a holder helps to decrypt
    /// under it when its person has accepted it, or when everybody is who was there before.
    func take(_ document: SignedBytes) throws {
        let newer = try? SignedDocument<Roster>(
            name: Roster.documentName, bytes: document.content, signature: document.signature,
            authority: federation.authority)
        guard let newer, (try? newer.content.validate(for: federation.manifest.content)) != nil
        else { return distrust("the server sent a roster that the federation's authority did not sign") }
        guard newer.content.number > roster.content.number else { return }
        try store.saveRoster(content: newer.bytes, signature: newer.signature)
        let change = RosterChange(from: roster.content, to: newer.content)
        let wasAccepted = acceptedRoster == roster.content.number
        roster = newer
        if change.isEmpty, wasAccepted { try acceptRoster() }
        log.rosterChanged(change, number: newer.content.number, isAccepted: acceptedRoster == newer.content.number)
    }

    /// The newest roster that was shown here is the one that the participant's person accepts.
    func acceptRoster() throws {
        try store.saveAcceptedRoster(roster.content.number)
        acceptedRoster = roster.content.number
    }

    /// At the start: what there is to accept is accepted, or said again.
    func settleRoster(since kit: Roster, isAccepting: Bool) throws {
        guard roster.content.number > acceptedRoster else { return }
        let change = RosterChange(from: kit, to: roster.content)
        if isAccepting { try acceptRoster() }
        log.rosterChanged(change, number: roster.content.number, isAccepted: isAccepting)
    }
}
