/// What is answered: a whole response, after which the connection ends, or the head of a stream of events.
package struct HTTPResponse: Equatable, Sendable {
    /// What the body is.
    package enum Content: String, Sendable {
        case css = "text/css; charset=utf-8"
        case events = "text/event-stream"
        case html = "text/html; charset=utf-8"
        case json = "application/json"
        /// Prometheus's text format 0.0.4.
        case metrics = "text/plain; version=0.0.4; charset=utf-8"
        case script = "text/javascript; charset=utf-8"
        case text = "text/plain; charset=utf-8"
    }

    package let status: Int
    package let content: Content
    package let body: [UInt8]

    package init(_ content: Content, _ body: [UInt8], status: Int = 200) {
        self.status = status
        self.content = content
        self.body = body
    }

    package init(_ content: Content, _ body: String, status: Int = 200) {
        self.init(content, Array(body.utf8), status: status)
    }

    package init(_ refusal: HTTPRequest.Refusal) { self.init(.text, "\(refusal.reason)\n", status: refusal.status) }

    /// The head and the body, as they are sent.
    package var bytes: [UInt8] { head + body }

    private var head: [UInt8] {
        var lines = ["HTTP/1.1 \(status) \(Self.phrases[status] ?? "Error")", "Content-Type: \(content.rawValue)"]
        if content != .events { lines.append("Content-Length: \(body.count)") }
        if status == 405 { lines.append("Allow: GET") }
        return Array((lines + Self.policy + ["", ""]).joined(separator: "\r\n").utf8)
    }

    /// The page loads nothing but its own script, style and data, is shown in no frame, and is kept nowhere; a script
    /// of another page can neither read nor embed what is answered.
    private static let policy = [
        "Connection: close", "Cache-Control: no-store",
        "Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
            + "img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
        "Cross-Origin-Opener-Policy: same-origin", "Cross-Origin-Resource-Policy: same-origin",
        "Referrer-Policy: no-referrer", "X-Content-Type-Options: nosniff",
    ]

    /// RFC 9110 §15, RFC 6585 §5.
    private static let phrases = [
        200: "OK", 400: "Bad Request", 404: "Not Found", 405: "Method Not Allowed", 408: "Request Timeout",
        421: "Misdirected Request", 431: "Request Header Fields Too Large", 503: "Service Unavailable",
        505: "HTTP Version Not Supported",
    ]
}
