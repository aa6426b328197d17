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
}
