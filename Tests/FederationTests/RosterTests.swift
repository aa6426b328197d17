import Primitives
import Testing

@testable import Federation

@Suite struct RosterTests {
    let parties: Parties

    init() throws { parties = try Parties() }

    @Test func membersAreSortedAndFound() throws {
        let roster = parties.roster(revoked: ["bob"])
        #expect(roster.members.map(\.name) == ["alice", "bob", "carol", "sue"])
        #expect(roster.activeNames == ["alice", "carol", "sue"])
        #expect(roster.activeMember("bob") == nil)
        #expect(roster.member("bob")?.revoked == true)
        #expect(roster.member("dave") == nil)
        #expect(throws: Never.self) { try roster.validate(for: parties.manifest.content) }
    }

    @Test(arguments: [Int.min, 0, 1 << 40])
    func theNumberIsBounded(number: Int) {
        #expect(throws: FederationError.malformed(document: "roster", reason: "its number is \(number)")) {
            try parties.roster(number: number).validate()
        }
    }

    @Test func namesAndKeysAreDistinct() throws {
        let members = parties.roster().members
        let alice = members[0]
        for (extra, reason) in [
            (Roster.Member(name: "alice", key: try SigningKey.generate().verificationKey), "a name stands twice"),
            (Roster.Member(name: "dave", key: alice.key, revoked: true), "a key stands twice"),
            (Roster.Member(name: "dave", key: parties.server.verificationKey), "a key stands twice"),
        ] {
            let roster = roster(members + [extra])
            #expect(throws: FederationError.malformed(document: "roster", reason: reason)) { try roster.validate() }
        }
    }

    @Test func aRosterGoesWithItsManifest() throws {
        let newcomer = Roster.Member(name: "dave", key: try SigningKey.generate().verificationKey)
        let members = parties.roster().members
        let error = #expect(throws: FederationError.self) {
            try roster(members + [newcomer]).validate(for: parties.manifest.content)
        }
        guard case .budget = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(throws: FederationError.malformed(document: "roster", reason: "it is of the federation other")) {
            try roster(members, federation: "other").validate(for: parties.manifest.content)
        }
        // Who was revoked takes no room.
        let revoked = parties.roster(revoked: ["alice"]).members
        #expect(throws: Never.self) { try roster(revoked + [newcomer]).validate(for: parties.manifest.content) }
    }

    private func roster(_ members: [Roster.Member], federation: PartyName? = nil) -> Roster {
        Roster(
            federation: federation ?? parties.manifest.content.federation, number: 1,
            serverKey: parties.server.verificationKey, members: members)
    }
}
