import CommandSupport
import Federation
import Foundation
import GrokProvision
import Primitives
import Sysexits
import Testing

/// Who takes part is changed in a directory that `create` wrote.
@Suite struct FederationRegistryTests {
    private let parent: TemporaryDirectory
    private var path: String { "\(parent.path)/the office" }

    init() throws {
        parent = try TemporaryDirectory()
        try FederationDirectory(path: path).write(.shared())
    }

    private func open() throws -> FederationRegistry { try FederationRegistry(opening: path) }

    private func load(_ name: String) throws -> Kit { try KitFile.load("\(path)/\(name).kit") }

    private func mode(_ name: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: "\(path)/\(name)")[.posixPermissions] as? Int
    }

    private func bytes(_ name: String) throws -> Data { try Data(contentsOf: URL(filePath: "\(path)/\(name)")) }

    private func rosterFile() throws -> Roster {
        try RosterText.parse(Array(bytes("roster.pem")), authority: load("server").authority.verificationKey).content
    }

    private func secret(_ name: String) throws -> [UInt8]? {
        try load(name).withSecretKey { $0.withUnsafeBytes { Array($0) } }
    }

    @Test func aNewParticipantGetsAKitAndNoShare() throws {
        #expect(try open().add("carol") == .changed)
        let kit = try load("carol")
        let carol = try PartyName("carol")
        #expect(kit.role == .participant(carol) && !kit.isHolder && !kit.holdsSecretKey)
        #expect(try kit.warning(at: Date()) == nil)
        #expect(kit.roster.content.number == 2)
        #expect(try rosterFile() == kit.roster.content)
        #expect(try load("server").roster.digest == kit.roster.digest)
        for (file, mode) in [("carol.kit", 0o600), ("roster.pem", 0o644), ("server.kit", 0o600)] {
            #expect(try self.mode(file) == mode)
        }
        #expect(try load("alice").keyValues == kit.keyValues)
        let entries = try FileManager.default.contentsOfDirectory(atPath: path)
        #expect(entries.count == 8 && entries.allSatisfy { !$0.hasPrefix(".") })
    }

    @Test func addingTwiceChangesNothing() throws {
        _ = try open().add("carol")
        let before = try (bytes("carol.kit"), bytes("roster.pem"))
        for name in ["carol", "alice"] { #expect(try open().add(name) == .unchanged) }
        #expect(try (bytes("carol.kit"), bytes("roster.pem")) == before)
    }

    /// A process is killed after the first, or the second, of the three files.
    @Test(arguments: [true, false]) func whatAKilledProcessBeganIsCompleted(hasRosterFile: Bool) throws {
        let server = try bytes("server.kit")
        _ = try open().add("carol")
        let kit = try bytes("carol.kit")
        if !hasRosterFile { try FileManager.default.removeItem(atPath: "\(path)/roster.pem") }
        try server.write(to: URL(filePath: "\(path)/server.kit"))
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: "\(path)/server.kit")
        try Data("half".utf8).write(to: URL(filePath: "\(path)/.roster.pem.new"))

        #expect(try open().add("carol") == .unchanged)
        #expect(try bytes("carol.kit") == kit)
        #expect(try rosterFile().number == 2)
        #expect(try load("server").roster.content.number == 2)
        #expect(try open().add("dave") == .changed)
        #expect(try rosterFile().activeNames.map(\.text) == ["alice", "bob", "carol", "dave", "sue"])
    }

    @Test func namesThatCannotBeAreRefused() throws {
        let registry = try open()
        #expect(throws: ProvisionError.self) { try registry.add("Carol") }
        #expect(throws: ProvisionError.self) { try registry.add("server") }
        _ = try registry.add("carol")
        _ = try registry.revoke("carol", force: false)
        let error = try #require(#expect(throws: ProvisionError.self) { try registry.add("carol") })
        #expect(error.exitStatus == .usage && "\(error)".contains("a name is never given twice"))
    }

    @Test func thereIsRoomForAsManyAsTheManifestSays() throws {
        let registry = try open()
        for number in 1...5 { _ = try registry.add("member\(number)") }
        let before = try bytes("roster.pem")
        let error = try #require(#expect(throws: ProvisionError.self) { try registry.add("late") })
        #expect(error.exitStatus == .usage && "\(error)".contains("room for 8"))
        #expect(try bytes("roster.pem") == before)
        #expect(!FileManager.default.fileExists(atPath: "\(path)/late.kit"))
        // Who was revoked makes room.
        _ = try registry.revoke("member1", force: false)
        #expect(try registry.add("late") == .changed)
    }

    @Test func whoIsRevokedStaysOnTheRosterAsRevoked() throws {
        _ = try open().add("carol")
        #expect(try open().revoke("bob", force: false) == .changed)
        let (roster, bob) = (try rosterFile(), try PartyName("bob"))
        #expect(roster.number == 3 && roster.member(bob)?.revoked == true)
        #expect(try load("server").roster.content == roster)
        #expect(FileManager.default.fileExists(atPath: "\(path)/bob.kit"))
        #expect(try open().revoke("bob", force: false) == .unchanged)
        let error = #expect(throws: ProvisionError.self) { try open().revoke("mallory", force: false) }
        #expect(error?.exitStatus == .usage)
    }

    /// Of three holders two have to agree; a sum needs three contributions.
    @Test func aRevocationThatEndsTheTrainingIsSaidFirst() throws {
        let participants = try #require(
            #expect(throws: ProvisionError.self) { try open().revoke("bob", force: false) })
        #expect("\(participants)".contains("2 participants remain, and a sum needs 3 contributions"))
        #expect(!FileManager.default.fileExists(atPath: "\(path)/roster.pem"))
        for name in ["carol", "dave"] { _ = try open().add(name) }
        _ = try open().revoke("bob", force: false)
        let holders = try #require(#expect(throws: ProvisionError.self) { try open().revoke("sue", force: false) })
        #expect("\(holders)".contains("1 of 3 key holders remain, and 2 have to agree"))
        #expect(try open().revoke("sue", force: true) == .changed)
        #expect(try rosterFile().activeNames.map(\.text) == ["alice", "carol", "dave"])
    }

    @Test func aRenewedKitHasItsKeyItsShareAndNewDates() throws {
        let old = try ProvisionedFederation(
            FederationPlan(.small(scheme: .shared)), validFrom: Date(timeIntervalSinceNow: -3 * 365 * 86_400))
        let path = "\(parent.path)/old"
        try FederationDirectory(path: path).write(old)
        let bob = { try KitFile.load("\(path)/bob.kit") }
        let before = try bob()
        #expect(throws: KitError.self) { try before.warning(at: Date()) }
        let registry = try FederationRegistry(opening: path)
        #expect(registry.renewable.map(\.description) == ["server", "alice", "bob", "sue"])
        for role in registry.renewable { try registry.renew(role) }
        let after = try bob()
        #expect(try after.warning(at: Date()) == nil)
        #expect(after.signingKey.verificationKey == before.signingKey.verificationKey)
        let secrets = [before, after].map { kit in kit.withSecretKey { $0.withUnsafeBytes { Array($0) } } }
        #expect(secrets[0] == secrets[1] && secrets[0] != nil)
        #expect(after.roster.digest == before.roster.digest && after.manifest.digest == before.manifest.digest)
        try KitFile.load("\(path)/server.kit").requireServer(for: "grok-server")
        #expect(!FileManager.default.fileExists(atPath: "\(path)/roster.pem"))
    }

    /// A kit with the newest roster would accept it in its owner's name.
    @Test func aRenewedParticipantIsStillAskedAboutTheRoster() throws {
        let registry = try open()
        _ = try registry.add("carol")
        for role in registry.renewable { try registry.renew(role) }
        #expect(try load("alice").roster.content.number == 1)
        for name in ["carol", "server"] { #expect(try load(name).roster.content.number == 2) }
        #expect(registry.roster.content.number == 2)
    }

    @Test func whoIsGoneOrAwayIsNotRenewed() throws {
        let registry = try open()
        _ = try registry.add("carol")
        _ = try registry.revoke("carol", force: false)
        for name in ["carol", "mallory"] {
            #expect(throws: ProvisionError.self) { try registry.renew(.participant(PartyName(name))) }
        }
        try FileManager.default.removeItem(atPath: "\(path)/bob.kit")
        let error = #expect(throws: ProvisionError.self) { try registry.renew(.participant(PartyName("bob"))) }
        #expect(error?.exitStatus == .data)
        #expect(error?.description.contains("put bob's kit back") == true)
        #expect(registry.renewable.map(\.description) == ["server", "alice", "sue"])
    }

    @Test func oneProcessAtATime() throws {
        let first = try open()
        #expect(throws: ProvisionError.directoryBusy(path: path)) { try open() }
        withExtendedLifetime(first) {}
        _ = try first.add("carol")
    }

    @Test func aDirectoryThatIsNoneIsRefused() throws {
        #expect(throws: ProvisionError.self) { try FederationRegistry(opening: "\(parent.path)/none") }
        let empty = try #require(
            #expect(throws: ProvisionError.self) { try FederationRegistry(opening: parent.path) })
        #expect("\(empty)".contains("there is no ca.pem") && empty.exitStatus == .data)
        let key = try bytes("ca.key")
        try FileManager.default.removeItem(atPath: "\(path)/ca.key")
        #expect(throws: CommandFailure.self) { try open() }
        let foreign = try SigningKey.generate()
        try foreign.pem().withUnsafeBytes { Data($0) }.write(to: URL(filePath: "\(path)/ca.key"))
        #expect(throws: ProvisionError.self) { try open() }
        try key.write(to: URL(filePath: "\(path)/ca.key"))
        for name in ["alice", "bob", "sue", "server"] {
            try FileManager.default.removeItem(atPath: "\(path)/\(name).kit")
        }
        let noKit = try #require(#expect(throws: ProvisionError.self) { try open() })
        #expect("\(noKit)".contains("no kit is left there"))
    }

    @Test func foreignKitsAndTwoHistoriesAreNoticed() throws {
        let copy = "\(parent.path)/copy"
        try FileManager.default.copyItem(atPath: path, toPath: copy)
        _ = try open().add("carol")
        _ = try FederationRegistry(opening: copy).add("dave")
        try FileManager.default.copyItem(atPath: "\(copy)/dave.kit", toPath: "\(path)/dave.kit")
        let error = try #require(#expect(throws: ProvisionError.self) { try open() })
        #expect("\(error)".contains("different rosters of number 2"))
        let other = "\(parent.path)/other"
        try FederationDirectory(path: other).write(.small())
        try FileManager.default.removeItem(atPath: "\(path)/dave.kit")
        try FileManager.default.copyItem(atPath: "\(other)/sue.kit", toPath: "\(path)/dave.kit")
        let foreign = try #require(#expect(throws: ProvisionError.self) { try open() })
        #expect("\(foreign)".contains("another federation"))
    }
}
