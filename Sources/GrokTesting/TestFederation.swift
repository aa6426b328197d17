package import Federation
import Foundation
package import Paillier
package import Primitives

/// The documents and keys of a federation that exists in a test only.
package struct TestFederation: Sendable {
    package let manifest: SignedDocument<Manifest>
    package let roster: SignedDocument<Roster>
    package let authority: SigningKey
    package let serverKey: SigningKey
    package let keys: [PartyName: SigningKey]
    package let names: [PartyName]

    /// A federation of `names`, all of them holders, of a model of a few rows.
    package init(
        _ names: [String], scheme: SchemeParameters, minimumContributors: Int = 2, rows: Int = 64,
        codec: CodecParameters = CodecParameters()
    ) throws {
        self.names = try names.map(PartyName.init).sorted()
        let model = ModelSpecification(rows: rows)
        authority = try SigningKey.generate()
        serverKey = try SigningKey.generate()
        keys = try Dictionary(uniqueKeysWithValues: self.names.map { ($0, try SigningKey.generate()) })
        let federation = try PartyName("test-federation")
        let manifest = Manifest(
            federation: federation, server: "localhost:7433", scheme: scheme, trustsServer: true,
            holders: self.names.enumerated().map { Manifest.Holder(index: $0 + 1, name: $1) }, threshold: 1,
            minimumContributors: minimumContributors, model: model, codec: codec, bounds: .standard,
            initialModel: Digest(sha256: ModelFile.initial(model)))
        self.manifest = try SignedDocument(manifest, name: Manifest.documentName, signer: authority)
        let roster = Roster(
            federation: federation, number: 1, serverKey: serverKey.verificationKey,
            members: keys.map { Roster.Member(name: $0, key: $1.verificationKey) })
        self.roster = try SignedDocument(roster, name: Roster.documentName, signer: authority)
    }
}
