import Foundation
import Testing

/// A server that comes back somewhere else.
@Suite(.timeLimit(.minutes(20))) struct ServerMovedTests {
    /// Alice and bob have contributed when the server is killed; it starts again, with its state, on another address of the
    /// name that they were given.
    @Test(.enabled(if: PrivateDisk.isPossible, "this user may not mount a hosts file of its own"))
    func clientsFindItAgainByItsName() async throws {
        try await Site.with { site in
            let hosts = try PrivateHosts(at: "\(site.path)/hosts", "grok.test", means: "127.0.0.1")
            let port = try site.reservePort()
            let before = try await site.startServer(port: port)
            let mallory = try await Impostor(site.federation.kit("mallory"), port: port)
            func client(_ name: String) throws -> ChildProcess {
                let arguments = site.clientArguments(name, server: "grok.test:\(port)")
                return try site.start(.client, arguments, wrapper: hosts.wrapper)
            }
            let early = try ["alice", "bob"].map(client)
            for client in early { try await client.event("contribution.accepted") }
            before.process.send(SIGKILL)
            #expect(await before.process.ending().status == -SIGKILL)
            for client in early { try await client.event("server.away", containing: "127.0.0.1:\(port)") }

            try hosts.change("grok.test", to: "127.0.0.2")
            let after = try await site.startServer(host: "127.0.0.2", port: port)
            try await after.process.event("server.started", containing: "resuming round 1")
            try await site.expectFinished(early + [client("sue")], of: after)
            try await after.process.event("round.published", containing: "3/4 alice bob sue")
            mallory.close()
        }
    }
}
