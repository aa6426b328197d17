import CGMime

/// The decoders of GMime that mail needs, each from bytes to a value, none keeping anything.
enum GMime {
    private static let initialized: Void = g_mime_init()

    /// Sets GMime up once in the process.
    static func initialize() {
        initialized
    }

    /// A `Date:` in seconds since 1970, or nil when it is none.
    static func date(_ raw: [UInt8]) -> Int64? {
        initialize()
        let value = Charset.guess(withoutNULs(raw.prefix(256)))
        guard let date = g_mime_utils_header_decode_date(value) else { return nil }
        defer { g_date_time_unref(date) }
        return Int64(g_date_time_to_unix(date))
    }

    /// A `Content-Type:` (RFC 2045 §5, RFC 2231) taken apart.
    static func contentType(_ raw: [UInt8]) -> ContentType {
        initialize()
        let value = Charset.guess(withoutNULs(raw[...]))
        // RFC 2045 §5.2 — what cannot be made sense of is text/plain.
        guard value.contains("/"), let parsed = g_mime_content_type_parse(nil, value) else { return .plainText }
        defer { g_object_unref(parsed) }
        return ContentType(
            type: text(g_mime_content_type_get_media_type(parsed)).lowercased(),
            subtype: text(g_mime_content_type_get_media_subtype(parsed)).lowercased(),
            boundary: g_mime_content_type_get_parameter(parsed, "boundary").map { Array(text($0).utf8) },
            charset: g_mime_content_type_get_parameter(parsed, "charset").map(text)
        )
    }

    /// Undoes a `Content-Transfer-Encoding` (RFC 2045 §6); an unknown one counts as none.
    static func decoded(_ bytes: ArraySlice<UInt8>, encoding name: String) -> [UInt8] {
        guard let encoding = encoding(name) else { return Array(bytes) }
        return transformed(bytes) { g_mime_encoding_init_decode($0, encoding) }
    }

    /// Whether a `Content-Transfer-Encoding` changes the bytes.
    static func isEncoding(_ name: String) -> Bool {
        encoding(name) != nil
    }

    private static func encoding(_ name: String) -> GMimeContentEncoding? {
        let encoding = g_mime_content_encoding_from_string(name.trimmed.lowercased())
        switch encoding {
        case GMIME_CONTENT_ENCODING_BASE64, GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE, GMIME_CONTENT_ENCODING_UUENCODE:
            return encoding
        default:
            return nil
        }
    }

    /// Applies a `Content-Transfer-Encoding`.
    static func encoded(_ bytes: [UInt8], encoding: GMimeContentEncoding) -> [UInt8] {
        transformed(bytes[...]) { g_mime_encoding_init_encode($0, encoding) }
    }

    private static func transformed(
        _ bytes: ArraySlice<UInt8>,
        setUp: (UnsafeMutablePointer<GMimeEncoding>) -> Void
    ) -> [UInt8] {
        var state = GMimeEncoding()
        setUp(&state)
        return [UInt8](unsafeUninitializedCapacity: g_mime_encoding_outlen(&state, bytes.count) + 64) { output, count in
            bytes.withUnsafeBytes { input in
                let source = input.baseAddress?.assumingMemoryBound(to: CChar.self)
                output.withMemoryRebound(to: CChar.self) { target in
                    count = g_mime_encoding_flush(&state, source, input.count, target.baseAddress)
                }
            }
        }
    }

    private static func withoutNULs(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        bytes.map { $0 == 0 ? .space : $0 }
    }

    private static func text(_ pointer: UnsafePointer<CChar>?) -> String {
        pointer.map { String(cString: $0) } ?? ""
    }
}

/// The parts of a `Content-Type:` that reading needs.
struct ContentType: Equatable {
    var type: String
    var subtype: String
    var boundary: [UInt8]?
    var charset: String?

    /// What a part without a type is (RFC 2045 §5.2).
    static let plainText = ContentType(type: "text", subtype: "plain")
}
