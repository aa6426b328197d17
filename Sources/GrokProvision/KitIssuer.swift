import Federation
import Foundation
import Primitives

/// Makes the kits of a federation.
struct KitIssuer {
    let authority: CertificateAuthority
    let manifest: SignedDocument<Manifest>
    let roster: SignedDocument<Roster>
    let keyValues: [UInt8]
    let validFrom: Date

    /// - Throws: `PrimitivesError`; `KitError` when the roster does not list this key.
    func kit(_ role: KitIdentity.Role, key: SigningKey, secretKey: consuming SecretBytes?) throws -> Kit {
        let identity = KitIdentity(federation: manifest.content.federation, role: role)
        let certificate = try authority.issue(
            commonName: role.description, uri: identity.uri, key: key.verificationKey, validFrom: validFrom)
        return try Kit(
            certificate: certificate, signingKey: key, authority: authority.certificate, manifest: manifest,
            roster: roster, keyValues: keyValues, secretKey: secretKey)
    }

    /// The same kit with the newest roster.
    ///
    /// - Throws: `KitError` when the parts do not belong together.
    func kit(updating kit: Kit) throws -> Kit {
        try self.kit(kit, certificate: kit.certificate, roster: roster)
    }

    /// The same kit with a certificate of its key that begins now. A participant's has the roster of before, so that its
    /// person still is asked about each change since.
    ///
    /// - Throws: `PrimitivesError`; `KitError` when the parts do not belong together.
    func kit(renewing kit: Kit) throws -> Kit {
        let certificate = try authority.issue(
            commonName: kit.role.description, uri: kit.identity.uri, key: kit.signingKey.verificationKey,
            validFrom: validFrom)
        return try self.kit(kit, certificate: certificate, roster: kit.role == .server ? roster : kit.roster)
    }

    private func kit(_ kit: Kit, certificate: Certificate, roster: SignedDocument<Roster>) throws -> Kit {
        try Kit(
            certificate: certificate, signingKey: kit.signingKey, authority: authority.certificate, manifest: manifest,
            roster: roster, keyValues: kit.keyValues, secretKey: kit.withSecretKey { $0.copy() })
    }
}
