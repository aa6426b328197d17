import COpenSSL

/// What OpenSSL tells about a TLS connection that failed, and what that means.
struct TLSFailure {
    /// What this side thinks of the peer's certificate, by `X509_V_…`.
    let verification: Int
    /// The first entry of OpenSSL's error queue.
    let error: UInt

    init(verification: Int, error: UInt) {
        self.verification = verification
        self.error = error
        ERR_clear_error()
    }

    /// The peer's certificate first: it explains whatever else went wrong.
    var transportError: TransportError {
        if verification != Int(X509_V_OK) {
            return .handshakeFailed(.certificate(Self.flaw(verification: Int32(verification)), of: .peers))
        }
        guard ERR_GET_LIB(error) == ERR_LIB_SSL else { return .connectionLost(reason: words) }
        let reason = ERR_GET_REASON(error)
        if reason > SSL_AD_REASON_OFFSET {
            return meaning(ofAlert: reason - SSL_AD_REASON_OFFSET)
        }
        switch reason {
        case SSL_R_PEER_DID_NOT_RETURN_A_CERTIFICATE:
            return .handshakeFailed(.certificate(.missing, of: .peers))
        case SSL_R_UNSUPPORTED_PROTOCOL, SSL_R_WRONG_VERSION_NUMBER, SSL_R_HTTP_REQUEST, SSL_R_HTTPS_PROXY_REQUEST:
            return .handshakeFailed(.protocolVersion)
        default:
            return .handshakeFailed(.other(reason: words))
        }
    }

    /// An alert from the peer (RFC 8446 §6.2): those about certificates are about this side's.
    private func meaning(ofAlert alert: Int32) -> TransportError {
        switch alert {
        case SSL3_AD_CERTIFICATE_EXPIRED: .handshakeFailed(.certificate(.expired, of: .own))
        case TLS1_AD_UNKNOWN_CA: .handshakeFailed(.certificate(.foreign, of: .own))
        case TLS13_AD_CERTIFICATE_REQUIRED: .handshakeFailed(.certificate(.missing, of: .own))
        case SSL3_AD_BAD_CERTIFICATE, SSL3_AD_UNSUPPORTED_CERTIFICATE, SSL3_AD_CERTIFICATE_REVOKED,
            SSL3_AD_CERTIFICATE_UNKNOWN:
            .handshakeFailed(.certificate(.other(reason: words), of: .own))
        case TLS1_AD_PROTOCOL_VERSION: .handshakeFailed(.protocolVersion)
        case SSL3_AD_HANDSHAKE_FAILURE: .handshakeFailed(.other(reason: words))
        default: .connectionLost(reason: words)
        }
    }

    private static func flaw(verification: Int32) -> HandshakeProblem.Flaw {
        switch verification {
        case X509_V_ERR_CERT_HAS_EXPIRED: .expired
        case X509_V_ERR_CERT_NOT_YET_VALID: .notYetValid
        case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT, X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY,
            X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE, X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT,
            X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN, X509_V_ERR_CERT_CHAIN_TOO_LONG, X509_V_ERR_CERT_SIGNATURE_FAILURE:
            .foreign
        default: .other(reason: String(cString: X509_verify_cert_error_string(Int(verification))))
        }
    }

    private var words: String {
        ERR_reason_error_string(error).map { String(cString: $0) } ?? "TLS failed without a reason"
    }
}
