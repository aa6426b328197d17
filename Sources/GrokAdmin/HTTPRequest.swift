/// The head of a request (RFC 9112 §3): all that this server reads of one.
package struct HTTPRequest: Equatable, Sendable {
    /// Why there is no request to answer: the status code to say so with, and one line.
    package struct Refusal: Error, Equatable {
        package let status: Int
        package let reason: String

        package init(_ status: Int, _ reason: String) {
            self.status = status
            self.reason = reason
        }
    }

    /// A longer head is refused.
    package static let maximumByteCount = 8192

    package let method: String
    /// The target up to its question mark.
    package let path: String
    /// The target after its question mark; empty without one.
    package let query: String
    /// The host that the client believes to talk to, in lower case.
    package let host: String

    package init(method: String = "GET", path: String, query: String = "", host: String) {
        self.method = method
        self.path = path
        self.query = query
        self.host = host
    }

    /// Reads a head, without the empty line at its end.
    ///
    /// - Throws: ``Refusal``.
    package init(head: some Sequence<UInt8>) throws(Refusal) {
        guard let text = String(validating: head, as: UTF8.self) else { throw Refusal(400, "the request is not text") }
        var lines = text.unicodeScalars.split(separator: "\r\n".unicodeScalars).map { String($0) }[...]
        let words = (lines.popFirst() ?? "").split(separator: " ", omittingEmptySubsequences: false)
        guard words.count == 3, words[2].hasPrefix("HTTP/") else { throw Refusal(400, "that is not HTTP") }
        guard words[2].hasPrefix("HTTP/1.") else { throw Refusal(505, "this server speaks HTTP/1.1") }
        guard words[1].hasPrefix("/") else { throw Refusal(400, "the target is not a path") }
        method = String(words[0])
        let target = words[1].split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        path = String(target[0])
        query = target.count > 1 ? String(target[1]) : ""
        host = try Self.host(in: lines)
    }

    /// RFC 9112 §3.2: exactly one Host, or the request is refused.
    private static func host(in lines: ArraySlice<String>) throws(Refusal) -> String {
        var hosts: [String] = []
        for line in lines {
            // §5.1: no space before the colon; §5.2: a line that begins with one is obsolete, and a way to smuggle.
            guard let colon = line.firstIndex(of: ":"), colon != line.startIndex,
                !line[..<colon].contains(where: \.isWhitespace)
            else { throw Refusal(400, "a header line is malformed") }
            guard line[..<colon].lowercased() == "host" else { continue }
            hosts.append(line[line.index(after: colon)...].filter { $0 != " " && $0 != "\t" }.lowercased())
        }
        guard hosts.count == 1 else { throw Refusal(400, "the request names \(hosts.count) hosts, not one") }
        return hosts[0]
    }

    /// The value of a parameter of the query that is a whole number.
    ///
    /// - Returns: nil when it is not there.
    /// - Throws: ``Refusal`` when it is something else.
    package func number(_ name: String) throws(Refusal) -> Int? {
        for pair in query.split(separator: "&") where pair.hasPrefix("\(name)=") {
            guard let number = Int(pair.dropFirst(name.count + 1)), number >= 0 else {
                throw Refusal(400, "\(name) must be a whole number")
            }
            return number
        }
        return nil
    }
}
