import Primitives
import Testing

@testable import Federation

@Suite struct RosterSuccessionTests {
    let parties: Parties

    init() throws { parties = try Parties() }

    @Test func aChangedRosterTakesThePlaceOfTheOld() throws {
        let old = parties.roster()
        let key = try SigningKey.generate().verificationKey
        let added = old.adding("dave", key: key)
        #expect(added.number == 2 && added.activeMember("dave")?.key == key)
        let revoked = added.revoking("bob")
        #expect(revoked.number == 3 && revoked.activeNames == ["alice", "carol", "dave", "sue"])
        #expect(revoked.members.count == 5)
        for (before, after) in [(old, added), (added, revoked), (old, revoked)] {
            #expect(before.objection(to: after) == nil)
        }
    }

    @Test func whatWouldBreakOldSignaturesIsRefused() throws {
        let old = parties.roster(number: 2, revoked: ["bob"])
        let key = try SigningKey.generate().verificationKey
        let rekeyed = old.members.map { $0.name == "sue" ? Roster.Member(name: "sue", key: key) : $0 }
        let later = { (members: [Roster.Member], server: VerificationKey) in
            Roster(federation: old.federation, number: 3, serverKey: server, members: members)
        }
        let elsewhere = Roster(federation: "other", number: 3, serverKey: old.serverKey, members: old.members)
        let refused = [
            (parties.roster(number: 1), "older than 2"), (parties.roster(number: 2), "same number 2"),
            (parties.roster(number: 3), "bob was revoked"), (later(rekeyed, old.serverKey), "sue another key"),
            (later(Array(old.members.dropFirst()), old.serverKey), "alice is missing"),
            (later(old.members, key), "the server another key"), (elsewhere, "the federation other"),
        ]
        for (roster, reason) in refused { #expect(old.objection(to: roster)?.contains(reason) == true, "\(reason)") }
        #expect(old.objection(to: later(old.members, old.serverKey)) == nil)
    }

    @Test func theTextIsReadBack() throws {
        let roster = try parties.signed(parties.roster(number: 7, revoked: ["bob"]))
        let text = RosterText.serialized(roster)
        #expect(
            text.hasPrefix("Roster 7 of the federation office-0a1b2c3d. For grok-server.\n-----BEGIN GROK ROSTER---"))
        let read = try RosterText.parse(Array(text.utf8), authority: parties.authority.verificationKey)
        #expect(read.bytes == roster.bytes && read.signature == roster.signature)
    }

    @Test func aTextThatIsNoneIsRefused() throws {
        let text = try RosterText.serialized(parties.signed(parties.roster()))
        let authority = parties.authority.verificationKey
        #expect(throws: FederationError.signature(document: "roster")) {
            try RosterText.parse(Array(text.utf8), authority: parties.server.verificationKey)
        }
        for end in stride(from: 0, to: text.utf8.count - 1, by: 5) {
            let error = #expect(throws: FederationError.self) {
                try RosterText.parse(Array(text.utf8.prefix(end)), authority: authority)
            }
            guard case .malformed(document: "roster", _) = error else {
                Issue.record("\(end): \(String(describing: error))")
                return
            }
        }
        #expect(throws: FederationError.self) { try RosterText.parse(Array((text + text).utf8), authority: authority) }
    }
}
