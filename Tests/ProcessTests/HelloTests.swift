import Federation
import Foundation
import GrokProvision
import Primitives
import Testing
import Wire

/// Participants that the server does not welcome: it says why, and goes on.
@Suite(.timeLimit(.minutes(20))) struct HelloTests {
    private func expectRejection(
        _ code: Rejection.Code, _ reason: String, _ twist: @escaping (inout Hello) -> Void
    ) async throws {
        try await Site.with { site in
            let server = try await site.startServer()
            let mallory = try await Impostor(site.federation.kit("mallory"), port: server.port, twist: twist)
            let rejection = try await mallory.rejection()
            #expect(rejection.code == code && rejection.reason.contains(reason), "\(rejection)")
            await mallory.closing()
            try await server.process.event("participant.rejected", of: "mallory", containing: reason)
            try await site.expectFinished(site.startClients(port: server.port), of: server)
        }
    }

    @Test func anotherVersionOfTheProtocol() async throws {
        try await expectRejection(.protocolVersion, "speaks version \(protocolVersion)") { $0.version += 1 }
    }

    @Test func anotherFederation() async throws {
        try await expectRejection(.federation, "runs the federation office-") { $0.federation = "other" }
    }

    @Test func anotherManifest() async throws {
        try await expectRejection(.manifest, "the manifest is not this server's") { $0.manifest = Digest(sha256: []) }
    }

    /// The same participant on two machines: the later one stays.
    @Test func aSecondConnectionOfOneParticipant() async throws {
        try await Site.with { site in
            let server = try await site.startServer()
            let first = try site.startClient("alice", port: server.port)
            try await first.event("server.connected")
            let second = try site.startClient("alice", port: server.port, state: "elsewhere")
            await first.ending().expect(
                1, .client, "alice has connected again, with the same kit", "run one grok-client")
            let others = try site.startClients(["bob", "sue"], port: server.port)
            try await site.expectFinished([second] + others, of: server)
        }
    }
}
