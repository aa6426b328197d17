import Federation
import Foundation
import Sysexits
import Testing

@testable import CommandSupport

@Suite struct KitFileTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    private func refusal(_ path: String) throws -> CommandError {
        let error = try #require(#expect(throws: CommandError.self) { try KitFile.load(path) })
        #expect(error.exitStatus == .kit)
        #expect(error.description.hasPrefix("\(path): ") && !error.description.contains("\n"))
        return error
    }

    /// The beginning of what nobody else may read.
    private static let key = "-----BEGIN PRIVATE KEY-----\n"

    @Test func aMissingKit() throws {
        let path = "\(directory.path)/alice.kit"
        #expect(try refusal(path) == .kitMissing(path: path))
        #expect(try refusal(path).description.contains("there is no such kit"))
        let file = try directory.write("", to: "file")
        #expect(try refusal("\(file)/alice.kit") == .kitMissing(path: "\(file)/alice.kit"))
    }

    @Test(arguments: [0o644, 0o640, 0o604, 0o620, 0o601]) func aKitThatOthersCanReach(mode: Int) throws {
        let path = try directory.write(Self.key, to: "alice.kit", mode: 0o600)
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
        #expect(try refusal(path).description.hasSuffix("run: chmod 600 \(path)"))
        #expect(try refusal(path) == .kitExposed(path: path, mode: UInt32(mode)))
    }

    /// What holds no key may be read by everybody: it is no kit, and that is what is wrong with it.
    @Test func aRosterTakenForAKit() throws {
        let path = try directory.write("-----BEGIN CERTIFICATE-----\n", to: "roster.pem", mode: 0o644)
        guard case .kitRefused = try refusal(path) else {
            Issue.record("\(try refusal(path))")
            return
        }
    }

    /// systemd names the service's user in an access list, whose mask shows as the mode's group bits.
    @Test func aCredentialOfTheServiceIsNotExposed() throws {
        let path = try directory.write(Self.key, to: "server.kit")
        func refusal(mode: Int, in place: String?) throws -> CommandError? {
            try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
            let environment = place.map { ["CREDENTIALS_DIRECTORY": $0] } ?? [:]
            return #expect(throws: CommandError.self) { try KitFile.load(path, environment: environment) }
        }
        let isRead = try refusal(mode: 0o600, in: nil)
        for place in [directory.path, "\(directory.path)/"] { #expect(try refusal(mode: 0o440, in: place) == isRead) }
        for place in [nil, "", "/", "\(directory.path)/other"] {
            #expect(try refusal(mode: 0o440, in: place) == .kitExposed(path: path, mode: 0o440), "\(place ?? "-")")
        }
        for mode in [0o444, 0o460, 0o441] {
            #expect(try refusal(mode: mode, in: directory.path) == .kitExposed(path: path, mode: UInt32(mode)))
        }
    }

    @Test(arguments: ["", "garbage", "\u{0}"]) func noKit(text: String) throws {
        let path = try directory.write(text, to: "alice.kit")
        #expect(try refusal(path) == .kitRefused(path: path, .notAKit))
    }

    @Test func notUTF8() throws {
        let path = try directory.write("", to: "alice.kit")
        try Data([0xff, 0xfe, 0x2d]).write(to: URL(filePath: path))
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        #expect(try refusal(path) == .kitRefused(path: path, .notAKit))
    }

    @Test func aHugeFile() throws {
        let path = try directory.write("", to: "alice.kit")
        #expect(truncate(path, 5 << 20) == 0)
        #expect(try refusal(path) == .kitUnreadable(path: path, reason: "it has more than 4.2 MB"))
    }

    @Test func noFile() throws {
        #expect(try refusal(directory.path) == .kitUnreadable(path: directory.path, reason: "it is not a file"))
        let pipe = "\(directory.path)/pipe"
        #expect(mkfifo(pipe, 0o600) == 0)
        #expect(try refusal(pipe) == .kitUnreadable(path: pipe, reason: "it is not a file"))
    }

    private func location(_ configured: String? = nil, data: [String] = [], home: String? = nil) -> KitLocation {
        KitLocation(configured: configured, data: data, environment: home.map { ["HOME": $0] } ?? [:])
    }

    @Test func aNamedKitIsThatKit() throws {
        #expect(try location("none.kit", data: ["alice.mbox"]).find() == "none.kit")
    }

    @Test func theDatasNeighbour() throws {
        let kit = try directory.write("", to: "alice.kit")
        #expect(try location(data: ["\(directory.path)/alice.mbox"]).find() == kit)
        #expect(try location(data: ["\(directory.path)/bob.mbox", "\(directory.path)/alice/"]).find() == kit)
        #expect(try location(data: ["\(directory.path)/alice.mbox", "\(directory.path)/alice.eml"]).find() == kit)
        let other = try directory.write("", to: "bob.kit")
        let both = location(data: ["\(directory.path)/bob.mbox", "\(directory.path)/alice.mbox"])
        #expect(throws: CommandError.kitAmbiguous([other, kit])) { try both.find() }
    }

    @Test func neighboursHaveTheSameBaseName() {
        #expect(KitLocation.neighbour(of: "alice.mbox") == "alice.kit")
        #expect(KitLocation.neighbour(of: "mail/alice.2026.mbox") == "mail/alice.2026.kit")
        #expect(KitLocation.neighbour(of: "/mail/alice/") == "/mail/alice.kit")
        #expect(KitLocation.neighbour(of: "my mail.mbox") == "my mail.kit")
        #expect(KitLocation.neighbour(of: "../100%.mbox") == "../100%.kit")
    }

    @Test func theConfigurationDirectory() throws {
        let grok = "\(directory.path)/.config/grok"
        try FileManager.default.createDirectory(atPath: grok, withIntermediateDirectories: true)
        let nowhere = location(data: ["x/bob.mbox"], home: directory.path)
        let tried = ["x/bob.kit", "\(grok)/participant.kit"]
        #expect(throws: CommandError.kitNotFound(tried: tried)) { try nowhere.find() }
        let kit = try directory.write("", to: ".config/grok/participant.kit")
        #expect(try nowhere.find() == kit)
        let elsewhere = KitLocation(
            configured: nil, data: [],
            environment: ["HOME": "/nowhere", "XDG_CONFIG_HOME": "\(directory.path)/.config"])
        #expect(try elsewhere.find() == kit)
    }

    @Test func nowhereToLook() {
        let error = #expect(throws: CommandError.self) { try location().find() }
        #expect(error?.description == "no kit: give --kit FILE or set GROK_KIT")
    }
}
