import Foundation
import Testing

/// Watching a server from other processes, with and without its admin page.
@Suite(.timeLimit(.minutes(20))) struct AdminTests {
    private struct Status: Decodable {
        struct Participant: Decodable {
            let name: String
            let connected: Bool?
        }

        struct Last: Decodable {
            let round: Int
        }

        let source: String
        let published: Int
        let participants: [Participant]
        let last: Last?
        let note: String?
    }

    private func status(_ site: Site) async throws -> Status {
        let shown = try await site.run(.server, ["status", "--json", "--state", "server"])
        #expect(shown.status == 0 && shown.errors.isEmpty && shown.output.count == 1, "\(shown)")
        return try JSONDecoder().decode(Status.self, from: Data(shown.output.joined().utf8))
    }

    @Test func aServerIsWatchedWhileItRuns() async throws {
        try await Site.with { site in
            let environment = ["GROK_ADMIN": "127.0.0.1:0"]
            let server = try await site.startServer(rounds: 1_000_000, environment: environment)
            try await server.process.event("admin.listening", containing: "http://127.0.0.1:")
            let follower = try site.start(.server, ["rounds", "--follow", "--json", "--state", "server"])
            let clients = try site.startClients(port: server.port)
            for round in 1...2 {
                _ = await follower.output.first { $0.contains("\"round\":\(round),") && $0.contains("published") }
            }
            let told = try await status(site)
            #expect(told.source == "server" && told.note == nil && told.published >= 1)
            #expect(told.participants.filter { $0.connected == true }.map(\.name) == ["alice", "bob", "sue"])
            #expect(told.participants.first { $0.name == "mallory" }?.connected == false)
            #expect(try #require(told.last).round >= 1)
            let table = try await site.run(.server, ["status", "--state", "server"])
            #expect(table.output.contains { $0.hasPrefix("alice  ") && $0.contains("connected") }, "\(table)")
            follower.send(SIGTERM)
            #expect(await follower.ending().status == -SIGTERM)
            for process in clients + [server.process] { process.send(SIGTERM) }
            #expect(await server.process.ending().status == 0)
            #expect(!FileManager.default.fileExists(atPath: "\(site.path)/server/admin"))
            let after = try await status(site)
            #expect(after.source == "database" && after.note?.contains("does not run") == true)
            #expect(after.published >= told.published && after.last != nil)
        }
    }

    @Test func anAddressThatOthersReachIsRefused() async throws {
        try await Site.with { site in
            let arguments = site.serverArguments() + ["--admin", "0.0.0.0:0", "--log-level", "error"]
            try await site.run(.server, arguments).expect(78, .server, "admin: 0.0.0.0:0", "admin-hosts")
        }
    }

    @Test func thePortOfAnotherIsNamed() async throws {
        try await Site.with { site in
            let first = try await site.startServer()
            let arguments = site.serverArguments(state: "second") + ["--admin", "127.0.0.1:\(first.port)"]
            let refused = try await site.run(.server, arguments + ["--log-level", "error"])
            refused.expect(69, .server, "127.0.0.1:\(first.port) is in use by another process")
        }
    }
}
