import Federation
import Foundation
import GrokProvision
import Paillier
import Testing
import Transport
import Wire

/// A participant with a good kit and bad intentions: it is named and left out, and the others finish.
@Suite(.timeLimit(.minutes(20))) struct HostileParticipantTests {
    /// Starts a round with mallory in it, lets her do her worst, and waits for the others' end.
    ///
    /// - Parameter attack: must leave mallory's connection closed.
    private func attack(
        limits: TransportLimits = TransportLimits(), _ attack: (Impostor, RunningServer) async throws -> Void
    ) async throws {
        try await Site.with { site in
            let server = try await site.startServer()
            let mallory = try await Impostor(site.federation.kit("mallory"), port: server.port, limits: limits)
            let early = try site.startClients(["alice", "bob"], port: server.port)
            try await attack(mallory, server)
            try await site.expectFinished(early + site.startClients(["sue"], port: server.port), of: server)
            let published = try await server.process.event("round.published")
            #expect(published.message.contains("3/4 alice bob sue"))
        }
    }

    @Test func aFrameTooLong() async throws {
        var limits = TransportLimits()
        limits.frameByteCount = 4 << 20
        try await attack(limits: limits) { mallory, server in
            mallory.send(frame: [UInt8](repeating: 1, count: 1 << 20 | 1))
            await mallory.closing()
            let line = try await server.process.event("connection.broken", of: "mallory")
            #expect(line.level == "warning")
            #expect(line.message.contains("mallory") && line.message.contains("a frame of 1048577 bytes"))
            try await server.process.event("participant.disconnected", of: "mallory")
        }
    }

    @Test func aFrameThatIsNoMessage() async throws {
        try await attack { mallory, server in
            mallory.send(frame: Array("GET / HTTP/1.1\r\n\r\n".utf8))
            await mallory.closing()
            try await server.process.event("participant.rejected", of: "mallory")
        }
    }

    @Test func aMessageOfTheServers() async throws {
        try await attack { mallory, server in
            mallory.send(.pong)
            await mallory.closing()
            let line = try await server.process.event("participant.rejected", of: "mallory")
            #expect(line.message == "mallory: that message is the server's to send")
        }
    }

    @Test func aCiphertextOutOfRange() async throws {
        try await attack { mallory, server in
            let forgery = try await Forgery.outOfRange(mallory.kit, mallory.announcement())
            for message in forgery.messages { mallory.send(message) }
            let reason = try await mallory.refusal()
            #expect(reason == "ciphertexts: row 0 is zero or not below the square of the modulus", "\(reason)")
            let line = try await server.process.event("contribution.refused", of: "mallory")
            #expect(line.message == "contribution of mallory refused: \(reason)" && line.level == "warning")
            mallory.close()
        }
    }

    @Test func aContributionInAnothersName() async throws {
        try await attack { mallory, server in
            let announcement = try await mallory.announcement()
            let forgery = try Forgery.honest(mallory.kit, announcement, as: "alice")
            for message in forgery.messages { mallory.send(message) }
            #expect(try await mallory.refusal() == "it is in another participant's name")
            try await server.process.event("contribution.refused", of: "mallory")
            mallory.close()
        }
    }

    /// Each is checked on its own and forgotten: nothing of them piles up.
    @Test func garbageForEver() async throws {
        try await attack { mallory, server in
            let announcement = try await mallory.announcement()
            func descriptors() throws -> Int {
                try FileManager.default.contentsOfDirectory(atPath: "/proc/\(server.process.identifier)/fd").count
            }
            let before = try descriptors()
            for _ in 0..<50 {
                for message in try Forgery.outOfRange(mallory.kit, announcement).messages { mallory.send(message) }
                _ = try await mallory.refusal()
            }
            // Others may connect meanwhile; nobody else does anything.
            #expect(try descriptors() < before + 25)
            try await server.process.event("contribution.refused", of: "mallory")
            mallory.close()
        }
    }

    @Test func anUploadThatStops() async throws {
        try await attack { mallory, server in
            let forgery = try await Forgery.honest(mallory.kit, mallory.announcement())
            for message in forgery.firstHalf { mallory.send(message) }
            mallory.close()
            try await server.process.event("participant.disconnected", of: "mallory")
        }
    }

    @Test func aContributionOfAnotherSize() async throws {
        try await attack { mallory, server in
            let announcement = try await mallory.announcement()
            let body = [UInt8](repeating: 1, count: announcement.layout.blocks)
            for message in try Forgery(mallory.kit, announcement, body: body).messages { mallory.send(message) }
            #expect(try await mallory.refusal() == "it has another size than this round's contributions")
            try await server.process.event("contribution.refused", of: "mallory")
            mallory.close()
        }
    }

    @Test func partsOutOfOrder() async throws {
        try await attack { mallory, server in
            let forgery = try await Forgery.honest(mallory.kit, mallory.announcement())
            for message in forgery.firstHalf + forgery.firstHalf.suffix(1) { mallory.send(message) }
            await mallory.closing()
            let line = try await server.process.event("participant.rejected", of: "mallory")
            #expect(line.message == "mallory: the parts of an upload are out of order")
        }
    }

    /// Idle connections of others make the round open; the real participants take their places later.
    @Test func twoContributionsToOneRound() async throws {
        try await Site.with { site in
            let server = try await site.startServer()
            let idle = [
                try await Impostor(site.federation.kit("alice"), port: server.port),
                try await Impostor(site.federation.kit("bob"), port: server.port),
            ]
            let mallory = try await Impostor(site.federation.kit("mallory"), port: server.port)
            let announcement = try await mallory.announcement()
            let first = try Forgery.honest(mallory.kit, announcement)
            for message in first.messages { mallory.send(message) }
            let word = try await mallory.acknowledgement()
            mallory.send(.contribution(first.contribution))
            #expect(try await mallory.acknowledgement() == word)
            for message in try Forgery.honest(mallory.kit, announcement).messages { mallory.send(message) }
            #expect(try await mallory.refusal() == "another contribution to this round came before")
            try await server.process.event("contribution.refused", of: "mallory")
            mallory.close()
            try await site.expectFinished(site.startClients(port: server.port), of: server)
            for impostor in idle { await impostor.closing() }
            try await server.process.event("round.published", containing: "/4 alice bob mallory")
        }
    }
}
