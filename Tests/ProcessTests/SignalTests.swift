import Foundation
import GrokProvision
import Testing
import Wire

/// Ctrl-C and SIGTERM on either side: in time, with the right status, and a later start takes up the work.
@Suite(.timeLimit(.minutes(20))) struct SignalTests {
    static let signals: [(Int32, Int32)] = [(SIGINT, 130), (SIGTERM, 0)]
    /// A server gives its clients ten seconds; systemd would kill it after ninety.
    private static let patience = Duration.seconds(30)

    /// The server waits for mallory in the middle of a round.
    @Test(arguments: signals) func aStoppedServerGoesOnLater(signal: Int32, status: Int32) async throws {
        try await Site.with { site in
            let port = try site.reservePort()
            let stopped = try await site.startServer(port: port)
            let mallory = try await Impostor(site.federation.kit("mallory"), port: stopped.port)
            let early = try site.startClients(["alice", "bob"], port: stopped.port)
            for client in early { try await client.event("contribution.accepted") }
            stopped.process.send(signal)
            #expect(try await mallory.rejection().code == .stopping)
            mallory.close()
            try await expectStopped(stopped.process, "server.stopped", status)
            for client in early { try await client.event("server.away") }

            let server = try await site.startServer(port: port)
            try await site.expectFinished(early + site.startClients(["sue"], port: port), of: server)
            try await server.process.event("round.published", containing: "3/4 alice bob sue")
        }
    }

    /// Alice has contributed and goes: her contribution counts, and when she is back she does not make another.
    @Test(arguments: signals + [(SIGKILL, -SIGKILL)]) func aStoppedClientGoesOnLater(signal: Int32, status: Int32)
        async throws
    {
        try await Site.with { site in
            let server = try await site.startServer()
            let mallory = try await Impostor(site.federation.kit("mallory"), port: server.port)
            let alice = try site.startClient("alice", port: server.port)
            let bob = try site.startClient("bob", port: server.port)
            try await alice.event("contribution.accepted")
            alice.send(signal)
            try await expectStopped(alice, "client.stopped", status)
            try await server.process.event("participant.disconnected", of: "alice")
            mallory.close()
            let late = try site.startClients(["alice", "sue"], port: server.port)
            try await site.expectFinished([bob] + late, of: server)
            let accepted = await server.process.ending().errors.compactMap(LogLine.init)
                .filter { $0.event == "contribution.accepted" && $0.round == "1" }
            #expect(accepted.compactMap(\.participant).sorted() == ["alice", "bob", "sue"])
        }
    }

    @Test(arguments: signals) func aClientThatWaitsForItsServer(signal: Int32, status: Int32) async throws {
        try await Site.with { site in
            let client = try site.startClient("alice", port: site.reservePort())
            try await client.event("server.away")
            client.send(signal)
            try await expectStopped(client, "client.stopped", status)
        }
    }

    private func expectStopped(_ process: ChildProcess, _ event: String, _ status: Int32) async throws {
        guard status >= 0 else { return #expect(await process.ending().status == status) }
        let start = ContinuousClock.now
        try await process.event(event)
        let ending = await process.ending()
        #expect(ContinuousClock.now - start < Self.patience)
        #expect(ending.status == status)
        #expect(ending.complaints.count == (status == 0 ? 0 : 1), "\(ending.complaints)")
        #expect(ending.complaints.allSatisfy { $0.hasSuffix(": interrupted") })
    }
}
