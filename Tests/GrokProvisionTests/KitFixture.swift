import Federation
import Foundation
import Paillier
import Primitives

/// A federation of bob (a holder), alice (not one) and a server, and kits of it with one part exchanged.
struct KitFixture {
    let federation: PartyName
    let authority: CertificateAuthority
    let keys: [String: SigningKey]
    let start: Date

    init(_ federation: String = "office-00000001", start: Date = KitFixture.now) throws {
        self.federation = try PartyName(federation)
        self.start = start
        authority = try CertificateAuthority.create(commonName: federation, validFrom: start)
        let names = ["alice", "bob", "server"]
        keys = try Dictionary(uniqueKeysWithValues: names.map { ($0, try SigningKey.generate()) })
    }

    static let now = Date(timeIntervalSince1970: 1_800_000_000)
    static let secret: [UInt8] = Array(0..<100)

    func key(_ name: String) -> SigningKey { keys[name]! }

    func identity(_ name: String) throws -> KitIdentity {
        KitIdentity(federation: federation, role: name == "server" ? .server : .participant(try PartyName(name)))
    }

    func certificate(_ name: String, uri: String? = nil) throws -> Certificate {
        try authority.issue(
            commonName: name, uri: uri ?? identity(name).uri, key: key(name).verificationKey, validFrom: start)
    }

    func manifest(federation: PartyName? = nil, signer: SigningKey? = nil) throws -> SignedDocument<Manifest> {
        let content = Manifest(
            federation: federation ?? self.federation, server: "localhost:7433", scheme: .fixture, trustsServer: true,
            holders: [.init(index: 1, name: try PartyName("bob"))], threshold: 1, toleratedHolders: 0,
            minimumContributors: 2,
            model: ModelSpecification(rows: 16), codec: CodecParameters(), bounds: .standard,
            initialModel: Digest(sha256: []))
        return try SignedDocument(content, name: Manifest.documentName, signer: signer ?? authority.key)
    }

    func roster(
        federation: PartyName? = nil, bob: VerificationKey? = nil, revoked: Bool = false, signer: SigningKey? = nil
    ) throws -> SignedDocument<Roster> {
        let members = [
            Roster.Member(name: try PartyName("alice"), key: key("alice").verificationKey),
            Roster.Member(name: try PartyName("bob"), key: bob ?? key("bob").verificationKey, revoked: revoked),
        ]
        let content = Roster(
            federation: federation ?? self.federation, number: 1, serverKey: key("server").verificationKey,
            members: members)
        return try SignedDocument(content, name: Roster.documentName, signer: signer ?? authority.key)
    }

    func kit(
        _ name: String = "bob", certificate: Certificate? = nil, signingKey: SigningKey? = nil,
        authority: Certificate? = nil, manifest: SignedDocument<Manifest>? = nil,
        roster: SignedDocument<Roster>? = nil, holdsSecret: Bool? = nil
    ) throws -> Kit {
        try Kit(
            certificate: certificate ?? self.certificate(name), signingKey: signingKey ?? key(name),
            authority: authority ?? self.authority.certificate, manifest: manifest ?? self.manifest(),
            roster: roster ?? self.roster(),
            secretKey: holdsSecret ?? (name == "bob") ? SecretBytes(copying: Self.secret) : nil)
    }

    /// The text of bob's kit.
    func text(_ name: String = "bob") throws -> String { try kit(name).text() }
}

extension Kit {
    func text() throws -> String { try serialized().withUnsafeBytes { String(decoding: $0, as: UTF8.self) } }
}

extension SchemeParameters {
    /// A kit does not look into the scheme.
    static var fixture: SchemeParameters { .none(plaintextBits: 1024) }
}
