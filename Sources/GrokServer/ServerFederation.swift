package import Federation
package import Paillier
package import Primitives

/// What a server knows of its federation; but for the roster, fixed for as long as it runs.
package struct ServerFederation: Sendable {
    package let manifest: SignedDocument<Manifest>
    package internal(set) var roster: SignedDocument<Roster>
    package let signingKey: SigningKey
    package let scheme: any AdditiveScheme
    package let codec: UpdateCodec
    package let strategy: any AggregationStrategy

    /// - Throws: when the manifest's key or budget cannot be used.
    package init(
        manifest: SignedDocument<Manifest>, roster: SignedDocument<Roster>, signingKey: SigningKey,
        scheme: any AdditiveScheme
    ) throws {
        self.manifest = manifest
        self.roster = roster
        self.signingKey = signingKey
        self.scheme = scheme
        codec = try UpdateCodec(
            parameters: manifest.content.codec, parameterCount: ModelFile.parameterCount(manifest.content.model),
            plaintextBits: scheme.plaintextBits)
        try roster.content.validate(for: manifest.content)
        strategy = FederatedAveraging()
    }

    /// Memory that the server spends on tables of powers; it never encrypts, so one is enough.
    package static let tableBudget = 48 << 20

    /// Exact bytes of the ciphertexts of a contribution.
    func bodyByteCount(_ layout: BlockLayout) -> Int { scheme.bodyByteCount(layout: layout) }

    /// Exact bytes that the scheme's part of a contribution takes on the wire.
    func uploadByteCount(_ layout: BlockLayout) -> Int {
        scheme.headerByteCount(layout: layout) + scheme.bodyByteCount(layout: layout)
    }
}
