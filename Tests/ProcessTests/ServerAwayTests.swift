import Federation
import Foundation
import GrokProvision
import Testing
import Wire

/// Servers that are not there, or not any more.
@Suite(.timeLimit(.minutes(20))) struct ServerAwayTests {
    @Test func clientsWaitForTheServer() async throws {
        try await Site.with { site in
            let port = try site.reservePort()
            let clients = try site.startClients(port: port)
            for client in clients {
                let away = try await client.event("server.away")
                let text = "127.0.0.1:\(port) is away: nothing listens on 127.0.0.1:\(port); trying again"
                #expect(away.level == "warning" && away.message == text)
            }
            try await site.expectFinished(clients, of: site.startServer(port: port))
        }
    }

    /// Alice's and bob's contributions are acknowledged and the round waits for mallory, who never comes, when the
    /// server is killed.
    @Test func aServerThatIsKilledInARoundGoesOnWithIt() async throws {
        try await Site.with { site in
            let port = try site.reservePort()
            let killed = try await site.startServer(port: port)
            let mallory = try await Impostor(site.federation.kit("mallory"), port: killed.port)
            let early = try site.startClients(["alice", "bob"], port: killed.port)
            for client in early { try await client.event("contribution.accepted") }
            killed.process.send(SIGKILL)
            #expect(await killed.process.ending().status == -SIGKILL)
            for client in early { try await client.event("server.away") }

            let server = try await site.startServer(port: port)
            try await server.process.event(
                "server.started", containing: "0/1 rounds published, 4 participants, resuming round 1")
            try await site.expectFinished(early + site.startClients(["sue"], port: port), of: server)
            let accepted = await server.process.ending().errors.compactMap(LogLine.init)
                .filter { $0.event == "contribution.accepted" && $0.round == "1" }
            #expect(accepted.map(\.participant) == ["sue"])
            try await server.process.event("round.published", containing: "3/4 alice bob sue")
            mallory.close()
        }
    }

    /// Sue, a key holder, commits to the sum and gives no share; alice has given hers when the server is killed. Bob has come
    /// when it is back.
    @Test func aServerThatIsKilledWhileDecryptingGoesOnWithIt() async throws {
        try await Site.with { site in
            let port = try site.reservePort()
            let killed = try await site.startServer(port: port)
            let sue = try await Impostor(site.federation.kit("sue"), port: killed.port)
            let early = try site.startClients(["alice", "mallory"], port: killed.port)
            for message in try await Forgery.honest(sue.kit, sue.announcement()).messages { sue.send(message) }
            sue.send(.commit(try await sue.commit(to: sue.commitRequest(), signer: sue.kit.signingKey)))
            try await killed.process.event("share.verified")
            killed.process.send(SIGKILL)
            await sue.closing()

            let server = try await site.startServer(port: port)
            try await server.process.event("server.started", containing: "resuming round 1")
            try await site.expectFinished(early + site.startClients(["bob"], port: port), of: server)
            let log = await server.process.ending().errors.compactMap(LogLine.init).filter { $0.round == "1" }
            let repeated = log.filter { ["contribution.accepted", "round.opened"].contains($0.event) }
            #expect(repeated.isEmpty, "\(repeated.map(\.message))")
            #expect(log.contains { $0.event == "round.published" && $0.message.contains(" sue · ") })
        }
    }

    @Test func aPortInUse() async throws {
        try await Site.with { site in
            let server = try await site.startServer()
            let arguments = site.serverArguments(port: server.port, state: "second")
            let second = try await site.run(.server, arguments)
            second.expect(69, .server, "127.0.0.1:\(server.port) is in use by another process", "listen elsewhere")
            try await site.expectFinished(site.startClients(port: server.port), of: server)
        }
    }

    @Test func anAddressOfAnotherHost() async throws {
        try await Site.with { site in
            // RFC 5737: TEST-NET-1, nobody's.
            let arguments = ["--kit", "kits/server.kit", "--listen", "192.0.2.1:7433", "--state", "server"]
            try await site.run(.server, arguments).expect(69, .server, "cannot listen on 192.0.2.1:7433")
        }
    }
}
