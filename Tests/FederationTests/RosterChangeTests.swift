import Primitives
import Testing

@testable import Federation

@Suite struct RosterChangeTests {
    let parties: Parties

    init() throws { parties = try Parties() }

    private func change(to new: Roster) -> RosterChange { RosterChange(from: parties.roster(), to: new) }

    @Test func whoComesAndGoesIsNamed() {
        let change = change(to: parties.roster(number: 2, revoked: ["bob"], without: ["carol"]))
        #expect(change.removed == ["bob", "carol"])
        #expect(change.description == "-bob -carol")
        let back = RosterChange(from: parties.roster(without: ["sue", "bob"]), to: parties.roster())
        #expect(back.description == "+bob +sue")
    }

    @Test func aNewKeyIsAChange() throws {
        let old = parties.roster()
        let key = try SigningKey.generate().verificationKey
        let members = old.members.map { $0.name == "sue" ? Roster.Member(name: "sue", key: key) : $0 }
        let rekeyed = Roster(federation: old.federation, number: 2, serverKey: old.serverKey, members: members)
        #expect(change(to: rekeyed).description == "sue with another key")
        let server = Roster(federation: old.federation, number: 2, serverKey: key, members: old.members)
        #expect(change(to: server).description == "the server with another key")
        #expect(!change(to: rekeyed).isEmpty && !change(to: server).isEmpty)
    }

    @Test func aNumberAloneIsNone() { #expect(change(to: parties.roster(number: 2)).isEmpty) }
}
