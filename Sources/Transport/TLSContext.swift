import COpenSSL
import Primitives

/// OpenSSL's settings for connections of one identity, for either side of them.
///
/// `@unchecked Sendable`: nothing is written to the context once `init` is done, and OpenSSL counts references to it
/// atomically.
final class TLSContext: @unchecked Sendable {
    private let pointer: OpaquePointer

    init(certificate: Certificate, key: SigningKey, authority: Certificate) throws {
        pointer = try OpenSSL.require(SSL_CTX_new(TLS_method()), "set TLS up")
        try setProtocol()
        try setTrust(in: authority)
        try certificate.withPointer { try OpenSSL.check(SSL_CTX_use_certificate(pointer, $0), "use the certificate") }
        try key.withPointer { try OpenSSL.check(SSL_CTX_use_PrivateKey(pointer, $0), "use the key") }
        try OpenSSL.check(SSL_CTX_check_private_key(pointer), "use the key")
    }

    deinit {
        SSL_CTX_free(pointer)
    }

    /// One connection's state, owned by the caller.
    func makeSession() throws -> OpaquePointer {
        try OpenSSL.require(SSL_new(pointer), "set a connection up")
    }

    /// TLS 1.3 and Ed25519 only; every connection proves both sides anew, so there is nothing to resume.
    private func setProtocol() throws {
        let version = Int(TLS1_3_VERSION)
        try OpenSSL.check(SSL_CTX_ctrl(pointer, SSL_CTRL_SET_MIN_PROTO_VERSION, version, nil), "ask for TLS 1.3")
        try OpenSSL.check(SSL_CTX_ctrl(pointer, SSL_CTRL_SET_MAX_PROTO_VERSION, version, nil), "ask for TLS 1.3")
        // The list is only read, though the C declaration of this catch-all cannot say so.
        var list = Array("ed25519".utf8CString)
        try OpenSSL.check(SSL_CTX_ctrl(pointer, SSL_CTRL_SET_SIGALGS_LIST, 0, &list), "ask for Ed25519")
        try OpenSSL.check(SSL_CTX_set_num_tickets(pointer, 0), "turn session tickets off")
        SSL_CTX_ctrl(pointer, SSL_CTRL_SET_SESS_CACHE_MODE, Int(SSL_SESS_CACHE_OFF), nil)
        SSL_CTX_ctrl(pointer, SSL_CTRL_MODE, Int(SSL_MODE_RELEASE_BUFFERS), nil)
    }

    /// Both sides show a certificate of the federation's CA, and no other CA counts. Hosts are not checked: who a peer
    /// is stands in its URI, so that addresses may change.
    private func setTrust(in authority: Certificate) throws {
        let store = SSL_CTX_get_cert_store(pointer)
        try authority.withPointer { try OpenSSL.check(X509_STORE_add_cert(store, $0), "trust the CA") }
        SSL_CTX_set_verify(pointer, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, nil)
        // Nobody stands between the CA and its members.
        SSL_CTX_set_verify_depth(pointer, 0)
    }
}
