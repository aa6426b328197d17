package import Federation
package import Paillier
package import Primitives

/// What a participant knows of its federation, fixed for as long as it runs.
package struct ClientFederation: Sendable {
    package let manifest: SignedDocument<Manifest>
    package let authority: VerificationKey
    package let name: PartyName
    package let signingKey: SigningKey
    package let scheme: any AdditiveScheme
    package let codec: UpdateCodec
    /// Nil when this participant holds no key.
    package let decryptor: (any PartialDecryptor)?

    /// - Throws: when the manifest's key or budget cannot be used.
    package init(
        manifest: SignedDocument<Manifest>, authority: VerificationKey, name: PartyName, signingKey: SigningKey,
        scheme: any AdditiveScheme, decryptor: (any PartialDecryptor)?
    ) throws {
        self.manifest = manifest
        self.authority = authority
        self.name = name
        self.signingKey = signingKey
        self.scheme = scheme
        self.decryptor = decryptor
        codec = try UpdateCodec(
            parameters: manifest.content.codec, parameterCount: ModelFile.parameterCount(manifest.content.model),
            plaintextBits: scheme.plaintextBits)
    }

    /// Checks what the server says happened.
    package var verifier: TranscriptVerifier {
        TranscriptVerifier(manifest: manifest, authority: authority, codec: codec, scheme: scheme)
    }

    /// Memory that a client spends on tables of powers.
    package static let tableBudget = 96 << 20
}
