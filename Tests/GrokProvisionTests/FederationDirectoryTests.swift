import CommandSupport
import Federation
import Foundation
import GrokProvision
import Primitives
import Sysexits
import Testing

@Suite struct FederationDirectoryTests {
    private let parent: TemporaryDirectory
    private let federation: ProvisionedFederation
    private var path: String { "\(parent.path)/office" }

    init() throws {
        parent = try TemporaryDirectory()
        federation = try ProvisionedFederation.small()
    }

    private func entries(_ path: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: path).sorted()
    }

    private func mode(_ path: String) throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        return try #require(attributes[.posixPermissions] as? Int)
    }

    @Test func theFiles() throws {
        try FederationDirectory(path: path).write(federation)
        let files = ["alice.kit", "bob.kit", "ca.key", "ca.pem", "server.kit", "sue.kit"]
        #expect(try entries(path) == files)
        #expect(try mode(path) == 0o700)
        for file in files { #expect(try mode("\(path)/\(file)") == 0o600) }
        #expect(try entries(parent.path) == ["office"])
    }

    @Test func theFilesAreWhatTheyAreCalled() throws {
        try FederationDirectory(path: path).write(federation)
        for name in ["alice", "bob", "sue"] {
            #expect(try KitFile.load("\(path)/\(name).kit").participant(for: "grok-client").text == name)
        }
        try KitFile.load("\(path)/server.kit").requireServer(for: "grok-server")
        let certificate = try Certificate(pem: String(contentsOfFile: "\(path)/ca.pem", encoding: .utf8))
        let key = try SigningKey(pem: String(contentsOfFile: "\(path)/ca.key", encoding: .utf8))
        #expect(certificate == federation.authority.certificate)
        _ = try CertificateAuthority(certificate: certificate, key: key)
    }

    @Test func theServersKitHasNoSecretOfAHolder() throws {
        try FederationDirectory(path: path).write(federation)
        let blocks = try PEMDocument(parsing: String(contentsOfFile: "\(path)/server.kit", encoding: .utf8)).blocks
        #expect(blocks.first { $0.label == "GROK SECRET KEY" } == nil)
        #expect(blocks.count == 7)
    }

    @Test func nothingIsOverwritten() throws {
        try FederationDirectory(path: path).write(federation)
        let before = try String(contentsOfFile: "\(path)/ca.key", encoding: .utf8)
        let another = try ProvisionedFederation.small()
        for path in [path, path + "/"] {
            let error = #expect(throws: ProvisionError.directoryExists(path: self.path)) {
                try FederationDirectory(path: path).write(another)
            }
            #expect(error?.exitStatus == .stateUnusable)
            #expect(throws: ProvisionError.self) { try FederationDirectory(path: path).checkIsFree() }
        }
        #expect(try String(contentsOfFile: "\(path)/ca.key", encoding: .utf8) == before)
        #expect(try entries(parent.path) == ["office"])
    }

    @Test func aFileOrADirectoryWithAnythingIsLeftAlone() throws {
        let file = try parent.write("mine", to: "office")
        #expect(throws: ProvisionError.directoryExists(path: file)) {
            try FederationDirectory(path: file).write(federation)
        }
        #expect(try String(contentsOfFile: file, encoding: .utf8) == "mine")
    }

    @Test func anEmptyDirectoryIsFree() throws {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
        try FederationDirectory(path: path).write(federation)
        #expect(try entries(path).count == 6)
        #expect(try mode(path) == 0o700)
    }

    @Test func theParentMustBeThere() throws {
        let directory = FederationDirectory(path: "\(parent.path)/no/office")
        let error = try #require(#expect(throws: ProvisionError.self) { try directory.write(federation) })
        #expect(error.exitStatus == .inputOutput)
        #expect(error.description.hasSuffix("No such file or directory"))
        #expect(try entries(parent.path).isEmpty)
    }

    /// Seven times it is asked: before each of six files, and before the directory gets its name.
    @Test(arguments: 0..<7) func anInterruptionLeavesNothing(after count: Int) throws {
        var asked = 0
        #expect(throws: ProvisionError.interrupted) {
            try FederationDirectory(path: path).write(federation) {
                defer { asked += 1 }
                return asked == count
            }
        }
        #expect(asked == count + 1)
        #expect(try entries(parent.path).isEmpty)
    }

    /// Somebody makes the directory while the files are written.
    @Test func aRaceIsLost() throws {
        #expect(throws: ProvisionError.directoryExists(path: path)) {
            try FederationDirectory(path: path).write(federation) {
                try? FileManager.default.createDirectory(
                    atPath: "\(path)/theirs", withIntermediateDirectories: true)
                return false
            }
        }
        #expect(try entries(parent.path) == ["office"])
        #expect(try entries(path) == ["theirs"])
    }
}
