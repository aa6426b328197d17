package import Federation
package import Paillier
package import Primitives
import Wire

/// What an auditor knows of a federation: the public part of any of its kits.
package struct AuditFederation: Sendable {
    let manifest: SignedDocument<Manifest>
    let authority: VerificationKey
    let scheme: any AdditiveScheme
    let verifier: TranscriptVerifier
    /// No transcript is longer.
    let transcriptByteLimit: Int

    /// - Throws: when the kit's key or budget cannot be used.
    package init(_ kit: Kit) throws {
        try self.init(
            manifest: kit.manifest, authority: kit.authority.verificationKey,
            scheme: kit.manifest.content.scheme.makeScheme(values: kit.keyValues))
    }

    /// - Throws: when the manifest's budget cannot be used.
    package init(
        manifest: SignedDocument<Manifest>, authority: VerificationKey, scheme: any AdditiveScheme
    ) throws {
        self.manifest = manifest
        self.authority = authority
        self.scheme = scheme
        let codec = try UpdateCodec(
            parameters: manifest.content.codec, parameterCount: ModelFile.parameterCount(manifest.content.model),
            plaintextBits: scheme.plaintextBits)
        verifier = TranscriptVerifier(manifest: manifest, authority: authority, codec: codec, scheme: scheme)
        transcriptByteLimit = TranscriptFile.byteLimit(manifest: manifest.content, codec: codec, scheme: scheme)
    }

    /// Where the chain begins, and the parameters of the model there.
    func beginning() throws -> (head: ChainHead, parameters: [Float]) {
        let specification = manifest.content.model
        let model = try ModelFile.decode(ModelFile.initial(specification), specification: specification)
        return (.genesis(of: manifest.content), model)
    }

    /// - Throws: when the authority did not sign it.
    func roster(_ signed: SignedBytes) throws -> Roster {
        try SignedDocument<Roster>(name: Roster.documentName, signed, authority: authority).content
    }
}
