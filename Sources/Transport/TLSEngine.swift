import COpenSSL
import Primitives

/// One side of a TLS connection, without a network: ciphertext goes in and comes out as bytes.
///
/// OpenSSL works on two memory buffers here rather than on the socket, which keeps the socket's calls in one place,
/// makes a write complete at once, and lets both sides be tested in memory.
///
/// `@unchecked Sendable`: confined to the queue of the connection that owns it.
final class TLSEngine: @unchecked Sendable {
    enum Role {
        case client
        case server
    }

    /// What came of reading.
    enum Read: Equatable {
        case bytes(Int)
        /// The peer said, in TLS, that it has nothing more to say.
        case end
        case needsCiphertext
    }

    /// RFC 8446 §5.1: what one record carries.
    static let recordByteCount = 1 << 14

    private let session: OpaquePointer
    private let incoming: OpaquePointer
    private let outgoing: OpaquePointer
    /// After a fatal error TLS says nothing more, not even goodbye.
    private var hasFailed = false

    init(_ context: TLSContext, role: Role) throws(TransportError) {
        do {
            session = try context.makeSession()
            incoming = try OpenSSL.require(BIO_new(BIO_s_mem()), "set a connection up")
            outgoing = try OpenSSL.require(BIO_new(BIO_s_mem()), "set a connection up")
        } catch {
            throw .cannotOpen(reason: "\(error)")
        }
        SSL_set_bio(session, incoming, outgoing)
        switch role {
        case .client: SSL_set_connect_state(session)
        case .server: SSL_set_accept_state(session)
        }
    }

    deinit {
        SSL_free(session)
    }

    /// Takes ciphertext from the peer.
    func receive(_ ciphertext: UnsafeRawBufferPointer) {
        let taken = BIO_write(incoming, ciphertext.baseAddress, Int32(ciphertext.count))
        precondition(taken == Int32(ciphertext.count), "OpenSSL: out of memory")
    }

    /// Moves ciphertext for the peer to the end of `outbox`.
    func takeCiphertext(into outbox: inout [UInt8]) {
        let count = BIO_ctrl_pending(outgoing)
        guard count > 0 else { return }
        outbox += [UInt8](unsafeUninitializedCapacity: count) { buffer, taken in
            taken = Int(BIO_read(outgoing, buffer.baseAddress, Int32(count)))
            precondition(taken == count, "OpenSSL: a memory buffer holds less than it says")
        }
    }

    /// Goes as far with the handshake as the ciphertext there is allows.
    ///
    /// - Returns: whether it is done. In TLS 1.3 a client is done before the server has judged its certificate: it
    ///   learns what came of that when it first reads.
    func handshake() throws(TransportError) -> Bool {
        try perform { SSL_do_handshake(session) } != .needsCiphertext
    }

    /// Reads as much as there is, at most one record.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws(TransportError) -> Read {
        try perform { SSL_read(session, buffer.baseAddress, Int32(buffer.count)) }
    }

    /// Encrypts bytes.
    func write(_ plaintext: UnsafeRawBufferPointer) throws(TransportError) {
        guard !plaintext.isEmpty else { return }
        let outcome = try perform { SSL_write(session, plaintext.baseAddress, Int32(plaintext.count)) }
        precondition(outcome == .bytes(plaintext.count), "OpenSSL: a write to memory was not complete")
    }

    /// Says that nothing more will come.
    func sayGoodbye() {
        guard !hasFailed, SSL_is_init_finished(session) == 1 else { return }
        ERR_clear_error()
        SSL_shutdown(session)
        ERR_clear_error()
    }

    /// The certificate that the peer proved to own; once the handshake is done.
    func peerCertificate() throws(TransportError) -> Certificate {
        guard let certificate = SSL_get1_peer_certificate(session) else {
            throw .handshakeFailed(.certificate(.missing, of: .peers))
        }
        defer { X509_free(certificate) }
        do {
            return try Certificate(copying: certificate)
        } catch {
            throw .handshakeFailed(.certificate(.other(reason: "\(error)"), of: .peers))
        }
    }

    private func perform(_ operation: () -> Int32) throws(TransportError) -> Read {
        // The error queue belongs to the thread, so it may hold somebody else's.
        ERR_clear_error()
        let result = operation()
        if result > 0 { return .bytes(Int(result)) }
        switch SSL_get_error(session, result) {
        case SSL_ERROR_WANT_READ: return .needsCiphertext
        case SSL_ERROR_ZERO_RETURN: return .end
        default:
            hasFailed = true
            throw TLSFailure(verification: SSL_get_verify_result(session), error: ERR_get_error()).transportError
        }
    }
}
