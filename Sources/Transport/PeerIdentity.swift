package import Primitives

/// Who is at the other end of a connection, as the federation's CA says.
package struct PeerIdentity: Hashable, Sendable {
    /// `grok://<federation>/server` or `grok://<federation>/participant/<name>`.
    package let uri: String
    /// The key that the peer proved to hold.
    package let key: VerificationKey
    /// SHA-256 of the certificate that the peer showed.
    package let certificateFingerprint: Digest

    package init(uri: String, key: VerificationKey, certificateFingerprint: Digest) {
        self.uri = uri
        self.key = key
        self.certificateFingerprint = certificateFingerprint
    }

    /// Who the certificate says its subject is.
    ///
    /// - Throws: `TransportError.handshakeFailed` when it has not exactly one URI: which one to believe is not guessed.
    init(_ certificate: Certificate) throws(TransportError) {
        guard certificate.uris.count == 1 else {
            let reason = "certificate names \(certificate.uris.count) URIs instead of one"
            throw .handshakeFailed(.certificate(.other(reason: reason), of: .peers))
        }
        self.init(
            uri: certificate.uris[0], key: certificate.verificationKey,
            certificateFingerprint: certificate.fingerprint)
    }
}
