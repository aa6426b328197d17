import Federation
import Foundation
import GrokProvision
import Testing

/// What people do without thinking about it.
@Suite(.timeLimit(.minutes(20))) struct EverydayTests {
    /// `grok-client --data mail/alice.mbox`: the kit beside the mail, the state where states are.
    @Test func everythingIsWhereItIsLookedFor() async throws {
        try await Site.with { site in
            let server = try await site.startServer()
            let clients = try ["alice", "bob", "sue"].map { name in
                try site.write(site.read("kits/\(name).kit"), to: "mail/\(name).kit")
                let environment = ["GROK_SERVER": "127.0.0.1:\(server.port)"]
                return try site.start(.client, ["--data", "mail/\(name).mbox"], environment: environment)
            }
            try await site.expectFinished(clients, of: server)
            let place = ".local/state/grok/\(site.federation.server.federation)"
            let states = try FileManager.default.contentsOfDirectory(atPath: "\(site.path)/\(place)").sorted()
            #expect(states == ["alice", "bob", "sue"])
            let ending = try await site.run(.client, ["classify", "--data", "mail/alice.mbox"])
            #expect(ending.status == 0 && ending.output.contains { $0.hasPrefix("40 labelled messages") }, "\(ending)")
            try FileManager.default.moveItem(atPath: "\(site.path)/server", toPath: "\(site.path)/\(place)/server")
            let rounds = try await site.run(.server, ["rounds", "--kit", "kits/server.kit"])
            #expect(rounds.status == 0 && rounds.output.first?.hasPrefix("round 1 published") == true, "\(rounds)")
        }
    }

    /// A run that is finished stays finished, and goes on when more rounds are wanted.
    ///
    /// Everybody takes part: a server that is done waits some seconds for who is away.
    @Test func moreRoundsAfterTheEnd() async throws {
        let everybody = ["alice", "bob", "mallory", "sue"]
        try await Site.with { site in
            let server = try await site.startServer(rounds: 1)
            try await site.expectFinished(site.startClients(everybody, port: server.port), of: server)
            let again = try await site.startServer(rounds: 1)
            try await site.expectFinished([], of: again)
            let longer = try await site.startServer(rounds: 2)
            try await site.expectFinished(site.startClients(everybody, port: longer.port), of: longer)
            try await longer.process.event("round.published", containing: "round 3 (2/2) published")
            let rounds = try await site.run(.server, ["rounds", "--state", "server"])
            let states = rounds.output.compactMap {
                $0.split(separator: " ").first { ["published", "evaluated"].contains($0) }
            }
            #expect(states == ["published", "evaluated", "published", "evaluated"], "\(rounds.output)")
        }
    }
}
