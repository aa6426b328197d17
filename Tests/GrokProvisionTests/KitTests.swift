import Federation
import Foundation
import Primitives
import Testing

@Suite struct KitTests {
    private let fixture: KitFixture

    init() throws { fixture = try KitFixture() }

    @Test(arguments: ["alice", "bob", "server"]) func aKitGoesToTextAndBack(name: String) throws {
        let written = try fixture.kit(name)
        let kit = try Kit(parsing: SecretBytes(copying: Array(written.text().utf8)))
        #expect(try kit.identity == fixture.identity(name))
        #expect(kit.certificate == written.certificate)
        #expect(kit.signingKey.verificationKey == fixture.key(name).verificationKey)
        #expect(kit.authority == fixture.authority.certificate)
        #expect(kit.manifest.bytes == written.manifest.bytes)
        #expect(kit.manifest.content == written.manifest.content)
        #expect(kit.roster.content == written.roster.content)
        #expect(kit.holdsSecretKey == (name == "bob"))
        #expect(kit.isHolder == (name == "bob"))
        #expect(try kit.text() == written.text())
    }

    @Test func theSecretKeyIsLent() throws {
        let kit = try Kit(parsing: SecretBytes(copying: Array(fixture.text().utf8)))
        let bytes = kit.withSecretKey { $0.withUnsafeBytes { Array($0) } }
        #expect(bytes == KitFixture.secret)
        #expect(try fixture.kit("alice").withSecretKey { $0.count } == nil)
    }

    @Test func theTextSaysWhoseItIs() throws {
        let text = try fixture.text()
        #expect(text.hasPrefix("Kit of bob in the federation office-00000001."))
    }

    @Test func windowsLineEndsDoNoHarm() throws {
        let text = try fixture.text().replacing("\n", with: "\r\n")
        #expect(try Kit(parsing: SecretBytes(copying: Array(text.utf8))).role == .participant(PartyName("bob")))
    }

    @Test func rolesAreAskedFor() throws {
        let (server, bob) = (try fixture.kit("server"), try fixture.kit("bob"))
        #expect(try bob.participant(for: "grok-client").text == "bob")
        try server.requireServer(for: "grok-server")
        let serversKit = #expect(throws: KitError.self) { try server.participant(for: "grok-client") }
        #expect(serversKit?.description == "this is the server's kit; grok-client needs a participant's")
        let bobsKit = #expect(throws: KitError.self) { try bob.requireServer(for: "grok-server") }
        #expect(bobsKit?.description == "this is the kit of the participant bob; grok-server needs the server's")
    }

    @Test func datesAreCheckedWhenAsked() throws {
        let (kit, start) = (try fixture.kit(), KitFixture.now)
        let end = start + 2 * 365 * 86_400
        #expect(throws: KitError.notYetValid(start)) { try kit.warning(at: start - 1) }
        #expect(try kit.warning(at: start) == nil)
        #expect(try kit.warning(at: end - 30 * 86_400) == nil)
        #expect(try kit.warning(at: end - 30 * 86_400 + 1) == .expiresSoon(end, days: 29))
        #expect(try kit.warning(at: end) == .expiresSoon(end, days: 0))
        #expect(throws: KitError.expired(end)) { try kit.warning(at: end + 1) }
    }

    @Test func datesAreWrittenAsDays() {
        let date = Date(timeIntervalSince1970: 1_800_000_000)
        #expect(KitError.expired(date).description.contains("expired on 2027-01-15; ask whoever provisioned"))
        #expect(
            KitError.notYetValid(date).description.contains("not valid before 2027-01-15; set this machine's clock"))
        #expect(KitWarning.expiresSoon(date, days: 1).description.contains("expires on 2027-01-15, in 1 day; ask"))
    }

    @Test(arguments: [
        "", "grok://office", "grok://office/", "grok://office/server/", "grok://office/participant",
        "grok://office/participant/", "grok://office/participant/a/b", "grok://Office/server", "http://office/server",
        "grok:///server", "grok://office/participant/Bob",
    ])
    func refusesOtherURIs(uri: String) {
        #expect(KitIdentity(uri: uri) == nil)
    }

    @Test(arguments: ["grok://office-1/server", "grok://office-1/participant/bob"])
    func identitiesGoToURIsAndBack(uri: String) throws {
        #expect(try #require(KitIdentity(uri: uri)).uri == uri)
    }
}
