import COpenSSL

/// The few things that every call into OpenSSL shares.
package enum OpenSSL {
    /// Keeps OpenSSL usable until the process is gone. By itself it frees its locks in exit(3), while connections on other
    /// threads are still closing. To be called before anything else of OpenSSL's.
    package static func surviveExit() {
        OPENSSL_init_crypto(UInt64(OPENSSL_INIT_NO_ATEXIT), nil)
    }

    /// Starts OpenSSL without what a short process that only hashes has no use for: configuration, error texts, the old tables
    /// of algorithms. To be called before anything else of OpenSSL's.
    package static func startForDigests() {
        let omitted =
            OPENSSL_INIT_NO_ADD_ALL_CIPHERS | OPENSSL_INIT_NO_ADD_ALL_DIGESTS | OPENSSL_INIT_NO_ATEXIT
            | OPENSSL_INIT_NO_LOAD_CRYPTO_STRINGS
        OPENSSL_init_crypto(UInt64(omitted) | UInt64(OPENSSL_INIT_NO_LOAD_CONFIG), nil)
    }

    /// Takes the thread's OpenSSL error queue and makes one error of it.
    ///
    /// The first entry is the cause; what callers up the stack added only repeats it.
    package static func failure(_ operation: String) -> PrimitivesError {
        let cause = ERR_get_error()
        ERR_clear_error()
        let reason = ERR_reason_error_string(cause).map { String(cString: $0) }
        return .cryptographyFailed(operation: operation, reason: reason ?? "no reason given")
    }

    /// Passes a pointer on, or throws what OpenSSL left in its queue.
    package static func require<Pointer>(_ pointer: Pointer?, _ operation: String) throws -> Pointer {
        guard let pointer else { throw failure(operation) }
        return pointer
    }

    /// Throws what OpenSSL left in its queue unless the call returned a positive number.
    package static func check(_ result: some BinaryInteger, _ operation: String) throws {
        guard result > 0 else { throw failure(operation) }
    }

    /// For calls that fail only when memory is exhausted, where no caller could go on anyway.
    static func mustSucceed(_ result: Int32, _ operation: StaticString) {
        precondition(result == 1, "OpenSSL: \(operation) failed")
    }
}
