package import Federation
import Foundation
package import GrokClient
package import GrokServer
package import Paillier
package import Primitives
package import Transport

/// The documents and keys of a federation that exists in a test only.
package struct TestFederation: Sendable {
    package let manifest: SignedDocument<Manifest>
    package let roster: SignedDocument<Roster>
    package let authority: CertificateAuthority
    package let serverKey: SigningKey
    package let keys: [PartyName: SigningKey]
    /// Sorted.
    package let names: [PartyName]
    /// They open sums; one a holder, in the order of the holders.
    package let decryptors: [any PartialDecryptor]
    package let scheme: any AdditiveScheme

    /// A federation of `names`, all of them holders, of a model of a few rows.
    ///
    /// - Parameter newcomers: who has a key, but is in no roster yet and holds nothing.
    package init(
        _ names: [String], key: TestKey = .none, threshold: Int = 1, toleratedHolders: Int = 0,
        minimumContributors: Int = 2, rows: Int = 64, codec: CodecParameters = CodecParameters(),
        newcomers: [String] = []
    ) throws {
        let holders = try names.map(PartyName.init).sorted()
        self.names = try (names + newcomers).map(PartyName.init).sorted()
        let model = ModelSpecification(rows: rows)
        let layout = try UpdateCodec(
            parameters: codec, parameterCount: ModelFile.parameterCount(model), plaintextBits: TestKey.plaintextBits
        ).layout(of: .training)
        let dealt = try key.deal(
            holders: holders.count, threshold: threshold, maximumBlock: layout.positionsPerBlock)
        decryptors = dealt.decryptors
        scheme = try dealt.parameters.makeScheme(values: dealt.values, tableBudget: 1 << 20)
        let federation = try PartyName("test-federation")
        authority = try CertificateAuthority.create(commonName: federation.text)
        serverKey = try SigningKey.generate()
        keys = try Dictionary(uniqueKeysWithValues: self.names.map { ($0, try SigningKey.generate()) })
        let manifest = Manifest(
            federation: federation, server: "localhost:7433", scheme: dealt.parameters,
            trustsServer: dealt.parameters.trustsServer,
            holders: holders.enumerated().map { Manifest.Holder(index: $0 + 1, name: $1) }, threshold: threshold,
            toleratedHolders: toleratedHolders, minimumContributors: minimumContributors, model: model, codec: codec,
            bounds: .standard,
            initialModel: Digest(sha256: ModelFile.initial(model)))
        self.manifest = try SignedDocument(manifest, name: Manifest.documentName, signer: authority.key)
        let roster = Roster(
            federation: federation, number: 1, serverKey: serverKey.verificationKey,
            members: keys.filter { holders.contains($0.key) }.map { Roster.Member(name: $0, key: $1.verificationKey) })
        self.roster = try SignedDocument(roster, name: Roster.documentName, signer: authority.key)
    }

    /// A later roster, as the authority would sign it: without some of the participants, and with newcomers.
    package func roster(
        number: Int, without gone: Set<PartyName>, adding newcomers: Set<PartyName> = []
    ) throws -> SignedDocument<Roster> {
        let enrolled = newcomers.union(roster.content.members.map(\.name))
        let members = keys.filter { enrolled.contains($0.key) }.map {
            Roster.Member(name: $0, key: $1.verificationKey, revoked: gone.contains($0))
        }
        let later = Roster(
            federation: manifest.content.federation, number: number, serverKey: serverKey.verificationKey,
            members: members)
        return try SignedDocument(later, name: Roster.documentName, signer: authority.key)
    }

    /// What the server knows, with a later roster than the first where one is named.
    package func serverFederation(roster later: SignedDocument<Roster>? = nil) throws -> ServerFederation {
        try ServerFederation(manifest: manifest, roster: later ?? roster, signingKey: serverKey, scheme: scheme)
    }

    /// What a participant knows.
    package func clientFederation(_ name: PartyName) throws -> ClientFederation {
        try ClientFederation(
            manifest: manifest, authority: authority.key.verificationKey, name: name, signingKey: key(of: name),
            scheme: scheme, decryptor: manifest.content.holderIndex(of: name).map { decryptors[$0 - 1] })
    }

    /// A participant's key.
    package func key(of name: PartyName) -> SigningKey {
        guard let key = keys[name] else { preconditionFailure("\(name) is not in the federation") }
        return key
    }

    /// What a party shows when it connects.
    package func identity(_ role: KitIdentity.Role) throws -> TLSIdentity {
        let key =
            switch role {
            case .participant(let name): self.key(of: name)
            case .server: serverKey
            }
        let uri = KitIdentity(federation: manifest.content.federation, role: role).uri
        let certificate = try authority.issue(commonName: "\(role)", uri: uri, key: key.verificationKey)
        return try TLSIdentity(certificate: certificate, key: key, authority: authority.certificate)
    }
}
