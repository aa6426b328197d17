import CommandSupport
import Federation
import Foundation
import GrokProvision
import Primitives
import Testing

/// Kits that cannot be used: one line, and 77.
@Suite(.timeLimit(.minutes(20))) struct KitTests {
    private func train(_ site: Site, kit: String) async throws -> ChildProcess.Ending {
        try await site.run(.client, site.clientArguments("alice", port: 1, kit: kit))
    }

    @Test func aTruncatedKit() async throws {
        try await Site.with { site in
            let whole = try site.read("kits/alice.kit")
            for part in [1, 2, 3] {
                try site.write(whole.prefix(whole.count * part / 4), to: "cut.kit")
                let ending = try await train(site, kit: "cut.kit")
                ending.expect(77, .client, "cut.kit: the kit cannot be used", "ask whoever provisioned the federation")
            }
            try site.write([], to: "empty.kit")
            try await train(site, kit: "empty.kit").expect(77, .client, "empty.kit: this is not a kit")
        }
    }

    @Test func aMissingKit() async throws {
        try await Site.with { site in
            try await train(site, kit: "none.kit").expect(77, .client, "none.kit: there is no such kit")
            let unnamed = try await site.run(.client, ["--data", "mail/alice.mbox"])
            unnamed.expect(77, .client, "no kit: give --kit FILE", "mail/alice.kit")
            try await site.run(.server, ["--state", "server"]).expect(77, .server, "no kit is named: use --kit")
        }
    }

    @Test func aKitThatOthersMayRead() async throws {
        try await Site.with { site in
            try FileManager.default.setAttributes(
                [.posixPermissions: 0o640], ofItemAtPath: "\(site.path)/kits/alice.kit")
            let ending = try await train(site, kit: "kits/alice.kit")
            ending.expect(77, .client, "others may read this kit (mode 0640)", "chmod 600 kits/alice.kit")
        }
    }

    @Test func aKitOfTheOtherSide() async throws {
        try await Site.with { site in
            let client = try await train(site, kit: "kits/server.kit")
            client.expect(77, .client, "kits/server.kit: this is the server's kit; grok-client needs a participant's")
            let server = try await site.run(.server, ["--kit", "kits/bob.kit", "--state", "server"])
            server.expect(
                77, .server, "kits/bob.kit: this is the kit of the participant bob; grok-server needs the server's")
        }
    }

    @Test func anExpiredKit() async throws {
        try await Site.with(.expired()) { site in
            try await train(site, kit: "kits/alice.kit").expect(77, .client, "kits/alice.kit: the kit expired on ")
            let server = try await site.run(.server, site.serverArguments())
            server.expect(77, .server, "the kit expired on ", "ask whoever provisioned the federation for a new one")
        }
    }

    @Test func aServerWhoseCertificateHasExpired() async throws {
        let federation = try Office.shared().federation
        let key = try SigningKey.generate()
        let certificate = try federation.authority.issue(
            commonName: "server", uri: federation.server.identity.uri, key: key.verificationKey,
            validFrom: Date(timeIntervalSinceNow: -3 * 365 * 86_400))
        try await expectRefusal(of: certificate, key, "certificate has expired")
    }

    @Test func aServerOfAnotherAuthority() async throws {
        let stranger = try CertificateAuthority.create(commonName: "stranger")
        let key = try SigningKey.generate()
        let certificate = try stranger.issue(
            commonName: "server", uri: Office.shared().federation.server.identity.uri, key: key.verificationKey)
        try await expectRefusal(
            of: certificate, key, authority: stranger.certificate, "not issued by this federation's CA")
    }

    /// A client that finds such a server will not find it better after a pause.
    private func expectRefusal(
        of certificate: Certificate, _ key: SigningKey, authority: Certificate? = nil, _ reason: String
    ) async throws {
        try await Site.with { site in
            let listener = try FalseServer(
                certificate, key: key, authority: authority ?? site.federation.authority.certificate)
            defer { listener.stop() }
            let client = try await site.run(.client, site.clientArguments("alice", port: listener.port))
            client.expect(77, .client, "the peer's certificate is refused", reason)
        }
    }
}
