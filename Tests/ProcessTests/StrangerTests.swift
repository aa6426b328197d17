import Federation
import Foundation
import GrokProvision
import Primitives
import Testing

/// Kits of others at a server: refused, and the federation goes on.
@Suite(.timeLimit(.minutes(20))) struct StrangerTests {
    @Test func aKitOfAnotherFederation() async throws {
        let other = try Office("other").federation
        try await expectRefused(other.kit("alice"))
    }

    @Test func aKitOfAnotherAuthority() async throws {
        try await expectRefused(forged(Office.shared().federation))
    }

    private func expectRefused(_ kit: Kit) async throws {
        try await Site.with { site in
            let server = try await site.startServer()
            try site.write(kit, to: "stranger.kit")
            let stranger = try site.startClient("mallory", port: server.port, kit: "stranger.kit", state: "stranger")
            await stranger.ending().expect(
                77, .client, "do not belong together", "not issued by this federation's CA", "check --kit and --server")
            let refused = try await server.process.event("connection.refused")
            #expect(refused.level == "warning" && refused.message.hasPrefix("connection from 127.0.0.1"))
            try await site.expectFinished(site.startClients(port: server.port), of: server)
        }
    }

    /// Alice's kit in every respect, but that somebody else signed all of it.
    private func forged(_ federation: ProvisionedFederation) throws -> Kit {
        let original = try federation.kit("alice")
        let authority = try CertificateAuthority.create(commonName: "forger")
        let certificate = try authority.issue(
            commonName: "alice", uri: original.identity.uri, key: original.signingKey.verificationKey)
        return try Kit(
            certificate: certificate, signingKey: original.signingKey, authority: authority.certificate,
            manifest: SignedDocument(
                original.manifest.content, name: Manifest.documentName, signer: authority.key),
            roster: SignedDocument(original.roster.content, name: Roster.documentName, signer: authority.key),
            keyValues: original.keyValues,
            secretKey: SecretBytes(copying: original.withSecretKey { $0.withUnsafeBytes { Array($0) } } ?? []))
    }
}
