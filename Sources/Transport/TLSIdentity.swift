package import Primitives

/// What one side of a connection shows, and by what it judges the other: its certificate with the key to it, and the
/// certificate of the federation's CA.
package struct TLSIdentity: Sendable {
    /// What this side shows.
    package let certificate: Certificate
    let context: TLSContext

    /// Does not look at the time: a certificate that has expired is for the peer to refuse.
    ///
    /// - Throws: `TransportError.identityInvalid` unless the key is the certificate's, and the certificate the CA's.
    package init(certificate: Certificate, key: SigningKey, authority: Certificate) throws(TransportError) {
        guard certificate.verificationKey == key.verificationKey else {
            throw .identityInvalid(reason: "the key is not the one in the certificate")
        }
        guard certificate.isIssued(by: authority) else {
            throw .identityInvalid(reason: "the certificate was not issued by the CA")
        }
        try self.init(unchecked: certificate, key: key, authority: authority)
    }

    /// An identity that a test wants to see refused.
    init(unchecked certificate: Certificate, key: SigningKey, authority: Certificate) throws(TransportError) {
        self.certificate = certificate
        do {
            context = try TLSContext(certificate: certificate, key: key, authority: authority)
        } catch {
            throw .identityInvalid(reason: "\(error)")
        }
    }
}
