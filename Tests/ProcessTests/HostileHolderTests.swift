import Federation
import Foundation
import GrokProvision
import Paillier
import Primitives
import Testing
import Wire

/// A key holder that contributes like everybody else and does not decrypt: the others do.
@Suite(.timeLimit(.minutes(20))) struct HostileHolderTests {
    /// Lets sue contribute, and waits for the others' end once she has shown what she makes of the request to commit.
    ///
    /// Bob comes when she is gone: what is done by then takes two holders, and she is one of them.
    ///
    /// - Parameter answer: what she does; she is gone afterwards.
    private func decrypting(
        _ answer: (Impostor, CommitRequest, RunningServer) async throws -> Void
    ) async throws {
        try await Site.with { site in
            let server = try await site.startServer()
            let sue = try await Impostor(site.federation.kit("sue"), port: server.port)
            let clients = try site.startClients(["alice", "mallory"], port: server.port)
            for message in try await Forgery.honest(sue.kit, sue.announcement()).messages { sue.send(message) }
            _ = try await sue.acknowledgement()
            try await answer(sue, sue.commitRequest(), server)
            sue.close()
            try await site.expectFinished(clients + site.startClients(["bob"], port: server.port), of: server)
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
        try await decrypting { sue, request, server in
            sue.send(.refused(announcement: request.announcement.announcement.digest, reason: "not today\u{1b}[2J"))
            let line = try await server.process.event("commit.refused", of: "sue")
            #expect(line.message.contains("no commit from sue: not today"))
            #expect(!line.message.contains("\u{1b}"), "what others write does not reach a terminal as it is")
        }
    }

    @Test func aHolderWhoseCommitIsForged() async throws {
        try await decrypting { sue, request, server in
            sue.send(.commit(try await sue.commit(to: request, signer: SigningKey.generate())))
            let line = try await server.process.event("commit.refused", of: "sue")
            #expect(line.message.contains("its signature is not valid"), "\(line.message)")
        }
    }

    @Test func aHolderWhoseShareIsNone() async throws {
        try await decrypting { sue, request, server in
            let commit = try await sue.commit(to: request, signer: sue.kit.signingKey)
            sue.send(.commit(commit))
            let asked = try await sue.shareRequest()
            #expect(asked.sum == commit.sum && asked.commits.count == 2)
            let scheme = try Forgery.scheme(of: sue.kit)
            let layout = request.announcement.announcement.layout
            let count = scheme.shareByteCount(blocks: asked.blocks.count, layout: layout)
            let payload = [UInt8](repeating: 255, count: count)
            let statement = ShareStatement(
                sum: commit.sum, holder: commit.holder, blocks: asked.blocks, payload: Digest(sha256: payload))
            let share = try SignedShare(statement, signer: sue.kit.signingKey)
            sue.send(.share(ShareAnnouncement(share: share, byteCount: count)))
            for chunk in Chunk.chunks(of: payload, digest: commit.sum) { sue.send(.chunk(chunk)) }
            let line = try await server.process.event("share.refused", of: "sue")
            #expect(line.message.contains("a partial is zero or not below the square of n"), "\(line.message)")
        }
    }
}
