package import Federation
package import Foundation
package import PaillierSecret
package import Primitives

/// A federation just made, in memory: who can enrol others, and everybody's kit.
package struct ProvisionedFederation: Sendable {
    /// Whoever has its key can enrol participants.
    package let authority: CertificateAuthority
    /// What the federation is.
    package let manifest: SignedDocument<Manifest>
    /// Who takes part, number 1.
    package let roster: SignedDocument<Roster>
    /// The server's kit.
    package let server: Kit
    /// The participants' kits, sorted by name.
    package let participants: [Kit]

    /// Deals the key and makes the kits of a plan; takes seconds at the usual key sizes.
    ///
    /// - Parameters:
    ///   - validFrom: the first moment of all certificates.
    ///   - progress: hears of every candidate for a prime, from any thread.
    /// - Throws: ``ProvisionError`` when the numbers of the plan do not fit together, before any key is made;
    ///   `PaillierSecretError`, `PrimitivesError`.
    package init(
        _ plan: FederationPlan, validFrom: Date = CertificateAuthority.yesterday,
        progress: @escaping @Sendable (DealingProgress) -> Void = { _ in }
    ) throws {
        try plan.validate()
        try self.init(plan, dealt: plan.deal(progress: progress), validFrom: validFrom)
    }

    private init(_ plan: FederationPlan, dealt: consuming Dealt, validFrom: Date) throws {
        let id = try plan.makeID()
        let serverKey = try SigningKey.generate()
        let keys = try Dictionary(uniqueKeysWithValues: plan.participants.map { ($0, try SigningKey.generate()) })
        authority = try CertificateAuthority.create(commonName: id.text, validFrom: validFrom)
        let model = Digest(sha256: ModelFile.initial(plan.model))
        manifest = try SignedDocument(
            plan.manifest(id: id, scheme: dealt.parameters, initialModel: model), name: Manifest.documentName,
            signer: authority.key)
        roster = try SignedDocument(
            plan.roster(id: id, serverKey: serverKey.verificationKey, keys: keys), name: Roster.documentName,
            signer: authority.key)
        let issuer = KitIssuer(
            authority: authority, manifest: manifest, roster: roster, keyValues: dealt.values, validFrom: validFrom)
        server = try issuer.kit(.server, key: serverKey, secretKey: nil)
        var kits: [Kit] = []
        for (name, key) in keys.sorted(by: { $0.key < $1.key }) {
            let secret = plan.holders.firstIndex(of: name).map { dealt.withSecretBlock(of: $0 + 1) { $0.copy() } }
            kits.append(try issuer.kit(.participant(name), key: key, secretKey: secret))
        }
        participants = kits
    }
}
