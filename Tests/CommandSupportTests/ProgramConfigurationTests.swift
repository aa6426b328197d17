import Federation
import Foundation
import Logging
import Testing

@testable import CommandSupport

/// The files in config/ are the documentation of the settings: complete, and with the defaults.
@Suite struct ProgramConfigurationTests {
    private static let tables = [ServerConfiguration.table, ClientConfiguration.table]

    private func path(_ table: ConfigurationTable) -> String {
        URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../config/\(table.program).yaml")
            .standardizedFileURL.path()
    }

    @Test(arguments: [0, 1]) func theFileHasTheDefaults(index: Int) throws {
        let table = Self.tables[index]
        let values = try ConfigurationFile(path: path(table), table: table).values()
        let defaults = table.keys.compactMap { key in key.defaultValue.map { (key.name, $0) } }
        #expect(values == Dictionary(uniqueKeysWithValues: defaults))
    }

    @Test(arguments: [0, 1]) func whatHasNoDefaultIsAComment(index: Int) throws {
        let table = Self.tables[index]
        let text = try String(contentsOfFile: path(table), encoding: .utf8)
        for key in table.keys where key.defaultValue == nil {
            #expect(text.contains("\n# \(key.name): "), "\(key.name)")
        }
        let uncommented = text.replacing(/\n# ([a-z-]+: [^ \n]+)\n/) { "\n\($0.1)\n" }
        let directory = try TemporaryDirectory()
        let all = try ConfigurationFile(path: directory.write(uncommented, to: "all.yaml"), table: table).values()
        #expect(Set(all.keys) == Set(table.keys.map(\.name)), "the examples in the comments are settings too")
    }

    @Test(arguments: [0, 1]) func everySettingIsExplained(index: Int) {
        for key in Self.tables[index].keys { #expect(!key.help.isEmpty, "\(key.name)") }
    }

    @Test func theServersDefaults() throws {
        let server = try ServerConfiguration.load(environment: [:])
        #expect(server.kit == nil)
        #expect(server.listen.description == "0.0.0.0:7433")
        #expect(server.rounds == 10)
        #expect(server.admin == nil && server.adminHosts.isEmpty)
        #expect(server.hyperParameters == HyperParameters())
        #expect(server.bytesInFlight == 64 << 20)
        #expect(server.log.format == .auto)
        #expect(server.log.level == .info)
        let participant = try PartyName("a")
        let policy = RoundPolicy(
            participants: [participant], holders: [], sharesPerBlock: 1, quorum: 1, minimumContributors: 2,
            rounds: 10)
        #expect(server.gatherSeconds == policy.gatherSeconds)
        #expect(server.trainingSeconds == policy.trainingSeconds)
        #expect(server.evaluationSeconds == policy.evaluationSeconds)
        #expect(server.shareSeconds == policy.shareSeconds)
        #expect(server.stopAfter == policy.stopAfter)
    }

    @Test func everyServerSettingArrives() throws {
        let flags = [
            "kit": "s.kit", "listen": "[::1]:0", "state": "dir", "keep-rounds": "1", "rounds": "2", "epochs": "3",
            "batch-size": "4", "learning-rate": "0.25", "gather-seconds": "5", "training-seconds": "6",
            "evaluation-seconds": "7", "share-seconds": "8", "maximum-connections": "9",
            "maximum-unauthenticated": "10", "maximum-unauthenticated-per-address": "11", "handshake-seconds": "12",
            "idle-seconds": "13", "megabytes-in-flight": "14", "log-format": "json", "log-level": "debug",
            "admin": "127.0.0.1:15", "upload-seconds": "16", "admin-hosts": "a.example,b.example",
            "stop-after": "17",
        ]
        #expect(Set(flags.keys) == Set(ServerConfiguration.table.keys.map(\.name)))
        let server = try ServerConfiguration.load(flags: flags, environment: ["GROK_DATA": "x"])
        #expect(server.kit == "s.kit" && server.state == "dir" && server.listen == HostPort("[::1]:0"))
        #expect(server.hyperParameters == HyperParameters(epochs: 3, batchSize: 4, learningRate: 0.25))
        #expect(server.keepRounds == 1 && server.rounds == 2 && server.stopAfter == 17)
        #expect(server.uploadSeconds == 16)
        #expect(server.admin == HostPort("127.0.0.1:15") && server.adminHosts == ["a.example", "b.example"])
        #expect(
            [
                server.gatherSeconds, server.trainingSeconds, server.evaluationSeconds, server.shareSeconds,
                server.uploadSeconds,
            ] == [5, 6, 7, 8, 16])
        let limits = [
            server.maximumConnections, server.maximumUnauthenticated, server.maximumUnauthenticatedPerAddress,
        ]
        #expect(limits == [9, 10, 11] as [Int])
        #expect([server.handshakeSeconds, server.idleSeconds] == [12, 13])
        #expect(server.bytesInFlight == 14 << 20)
        #expect(server.log.format == .json && server.log.level == .debug)
        #expect(server.warnings.count == 1)
    }

    @Test func everyClientSettingArrives() throws {
        let flags = [
            "kit": "a.kit", "server": "host:1", "state": "dir", "held-out-percent": "20", "seed": "7",
            "log-format": "text", "log-level": "error", "follow": "yes",
        ]
        #expect(Set(flags.keys).union(["data", "spam", "ham"]) == Set(ClientConfiguration.table.keys.map(\.name)))
        let client = try ClientConfiguration.load(
            flags: flags, data: ["a,b.mbox"], spam: ["c"], ham: ["d", "e"], environment: [:])
        #expect(client.kit == "a.kit" && client.state == "dir" && client.server == HostPort("host:1"))
        #expect(client.heldOutPercent == 20 && client.seed == 7 && client.data == ["a,b.mbox"])
        #expect(try client.follow && !ClientConfiguration.load(environment: [:]).follow)
        #expect(client.spam == ["c"] && client.ham == ["d", "e"])
        #expect(client.log.format == .text && client.log.level == .error)
    }

    @Test func theServersBoundsAreTheManifests() throws {
        for (epochs, batch, rate) in [("1", "1", "0.0001"), ("16", "1024", "0.5")] {
            let server = try ServerConfiguration.load(
                flags: ["epochs": epochs, "batch-size": batch, "learning-rate": rate], environment: [:])
            #expect(HyperParameterBounds.standard.contain(server.hyperParameters))
        }
    }
}
