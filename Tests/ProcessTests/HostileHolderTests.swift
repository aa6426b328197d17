import Federation
import Foundation
import GrokProvision
import Paillier
import Primitives
import Testing
import Wire

/// A key holder that contributes like everybody else and does not decrypt: the others do.
@Suite(.timeLimit(.minutes(3))) struct HostileHolderTests {
    /// Lets sue contribute, and waits for the others' end once she has shown what she makes of the request to decrypt.
    ///
    /// - Parameter answer: what she does; she is gone afterwards.
    private func decrypting(_ answer: (Impostor, DecryptionTicket, RunningServer) async throws -> Void) async throws {
        try await Site.with { site in
            let server = try await site.startServer()
            let sue = try await Impostor(site.federation.kit("sue"), port: server.port)
            let clients = try site.startClients(["alice", "bob", "mallory"], port: server.port)
            for message in try await Forgery.honest(sue.kit, sue.announcement()).messages { sue.send(message) }
            _ = try await sue.acknowledgement()
            let ticket = try await sue.receive { if case .decryptionRequest(let ticket) = $0 { ticket } else { nil } }
            try await answer(sue, ticket, server)
            sue.close()
            try await site.expectFinished(clients, of: server)
            let published = try await server.process.event("round.published", containing: " sue · ")
            #expect(try Regex(#"decrypt .* by (alice|bob|alice\+bob) · "#).firstMatch(in: published.message) != nil)
        }
    }

    @Test func aHolderThatVanishes() async throws {
        try await decrypting { sue, _, server in
            sue.close()
            try await server.process.event("participant.disconnected", of: "sue")
        }
    }

    @Test func aHolderThatRefuses() async throws {
        try await decrypting { sue, ticket, server in
            sue.send(.refused(announcement: ticket.announcement.digest, reason: "not today\u{1b}[2J"))
            let line = try await server.process.event("share.refused", of: "sue")
            #expect(line.message.contains("no shares from sue: not today"))
            #expect(!line.message.contains("\u{1b}"), "what others write does not reach a terminal as it is")
        }
    }

    @Test func aHolderWhoseShareIsNone() async throws {
        try await decrypting { sue, ticket, server in
            let sum = try await sum(of: ticket, sue)
            let scheme = try sue.kit.manifest.content.scheme.makeScheme(tableBudget: 1 << 20)
            let count = scheme.shareByteCount(blocks: ticket.blocks.count, layout: ticket.announcement.layout)
            let payload = [UInt8](repeating: 255, count: count)
            let holder = try #require(try sue.kit.manifest.content.holderIndex(of: PartyName("sue")))
            let statement = ShareStatement(
                sum: sum, holder: holder, blocks: ticket.blocks, payload: Digest(sha256: payload))
            let signature = try sue.kit.signingKey.signature(for: statement.signedBytes)
            let share = Transcript.Share(statement: statement, signature: signature)
            sue.send(.share(ShareAnnouncement(share: share, byteCount: count)))
            for chunk in Chunk.chunks(of: payload, digest: sum) { sue.send(.chunk(chunk)) }
            let line = try await server.process.event("share.refused", of: "sue")
            #expect(line.message.contains("a plaintext is not below the modulus"), "\(line.message)")
        }
    }

    private func sum(of ticket: DecryptionTicket, _ sue: Impostor) async throws -> Digest {
        sue.send(.fetch(digest: ticket.contributions.digest, offset: 0))
        let list = try await sue.receive { if case .chunk(let chunk) = $0 { chunk.content } else { nil } }
        let request = DecryptionRequest(
            announcement: ticket.announcement, contributions: try WireCodec.decodeContributions(list),
            blocks: ticket.blocks)
        return try #require(request.sum(roster: sue.kit.roster.content)).digest
    }
}
