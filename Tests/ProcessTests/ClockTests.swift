import Foundation
import GrokProvision
import Testing
import Wire

/// Somebody sets the clock of the server's machine, by a month: the round goes on where it was, with what was
/// acknowledged, and no deadline comes a month late.
@Suite(.timeLimit(.minutes(20))) struct ClockTests {
    /// Mallory is there and contributes nothing: the round ends at its deadline.
    @Test(arguments: [-30.0, 30]) func aClockIsSetWhileTheServerIsDown(days: Double) async throws {
        try await Site.with { site in
            let port = try site.reservePort()
            let killed = try await site.startServer(port: port)
            let mallory = try await Impostor(site.federation.kit("mallory"), port: port)
            let clients = try site.startClients(port: port)
            for client in clients { try await client.event("contribution.accepted") }
            killed.process.send(SIGKILL)
            _ = await killed.process.ending()
            mallory.close()

            let settings = ["GROK_FAULT_CLOCK": "\(days * 86_400)", "GROK_TRAINING_SECONDS": "2"]
            let server = try await site.startServer(port: port, environment: settings)
            let silent = try await Impostor(site.federation.kit("mallory"), port: port)
            try await server.process.event("round.published", containing: "3/4 alice bob sue")
            silent.close()
            try await site.expectFinished(clients, of: server)
            try await site.expectVerified(after: "a clock that was set by \(days) days")
        }
    }
}
