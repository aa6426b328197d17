import CommandSupport
import Federation
import Foundation
import GrokTesting
import Primitives
import RoundStore
import Sysexits
import Testing

@testable import GrokServer

/// Which of the rosters on the disk counts at a start.
@Suite struct RosterFilesTests {
    private let folder: TemporaryFolder
    private let documents: TestFederation
    private let files: RosterFiles

    init() throws {
        folder = try TemporaryFolder()
        documents = try TestFederation(["alice", "bob", "sue"])
        let kit = try Self.kit(documents, roster: documents.roster)
        for name in ["kits", "state"] {
            try FileManager.default.createDirectory(
                atPath: "\(folder.path)/\(name)", withIntermediateDirectories: true)
        }
        files = RosterFiles(kit: kit, at: "\(folder.path)/kits/server.kit", state: "\(folder.path)/state")
        try write(kit)
    }

    private static func kit(_ documents: TestFederation, roster: SignedDocument<Roster>) throws -> Kit {
        let identity = KitIdentity(federation: documents.manifest.content.federation, role: .server)
        let certificate = try documents.authority.issue(
            commonName: "server", uri: identity.uri, key: documents.serverKey.verificationKey)
        return try Kit(
            certificate: certificate, signingKey: documents.serverKey, authority: documents.authority.certificate,
            manifest: documents.manifest, roster: roster, secretKey: nil)
    }

    private func write(_ kit: Kit) throws {
        let path = files.kitPath
        try kit.serialized().withUnsafeBytes { try Data($0).write(to: URL(filePath: path)) }
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
    }

    private func write(_ roster: SignedDocument<Roster>, to folder: String) throws {
        try write(RosterText.serialized(roster), to: folder)
    }

    private func write(_ text: String, to folder: String) throws {
        try Data(text.utf8).write(to: URL(filePath: "\(self.folder.path)/\(folder)/roster.pem"))
    }

    @Test func theHighestNumberWins() throws {
        #expect(try files.newest().content.number == 1)
        try write(documents.roster(number: 3, without: [PartyName("bob")]), to: "state")
        #expect(try files.newest().content.number == 3)
        try write(documents.roster(number: 2, without: []), to: "kits")
        #expect(try files.newest().content.number == 3)
        try write(documents.roster(number: 4, without: [PartyName("bob")]), to: "kits")
        #expect(try files.newest().content.number == 4)
    }

    @Test(arguments: ["kits", "state"]) func aFileThatCannotBeUsedEndsTheStart(place: String) throws {
        try write("garbage", to: place)
        let failure = try #require(#expect(throws: CommandFailure.self) { try files.newest() })
        #expect(failure.exitStatus == .data && failure.line.contains("\(place)/roster.pem"))
        let foreign = try TestFederation(["alice", "bob", "sue"])
        try write(foreign.roster(number: 2, without: []), to: place)
        #expect(try #require(#expect(throws: CommandFailure.self) { try files.newest() }).line.contains("signature"))
    }

    @Test func twoRostersOfOneNumberEndTheStart() throws {
        try write(documents.roster(number: 2, without: []), to: "state")
        try write(documents.roster(number: 2, without: [PartyName("bob")]), to: "kits")
        #expect(try #require(#expect(throws: CommandFailure.self) { try files.newest() }).line.contains("same number"))
    }

    @Test func theStateDirectoryKeepsWhatTheServerBeganWith() throws {
        let federation = documents.manifest.content.federation
        let directory = try StateDirectory(at: "\(folder.path)/server", federation: federation, name: nil)
        let log = EventLog()
        let newest = try documents.roster(number: 2, without: [PartyName("bob")])
        _ = try RosterWatch(files, newest: newest, directory: directory, logger: log.logger) { _ in }
        directory.close()
        let later = RosterFiles(kit: files.kit, at: files.kitPath, state: directory.path)
        #expect(try later.newest().digest == newest.digest)
    }

    @Test func aNewKitBringsItsRoster() throws {
        try write(Self.kit(documents, roster: documents.roster(number: 2, without: [PartyName("bob")])))
        #expect(try files.roster(at: files.kitPath).content.number == 2)
    }
}
