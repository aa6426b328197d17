/// Where a server listens or is reached: `grok.example.org:7433`, `0.0.0.0:7433`, `[::1]:7433`.
package struct HostPort: Hashable, Sendable, CustomStringConvertible {
    /// A name or an address, without the brackets of an IPv6 address.
    package let host: String
    /// 0 lets the system choose.
    package let port: UInt16

    /// - Returns: nil unless `text` is host, colon and port; RFC 3986 §3.2.2 puts IPv6 addresses in brackets.
    package init?(_ text: String) {
        guard let colon = text.lastIndex(of: ":") else { return nil }
        let digits = text[text.index(after: colon)...]
        guard let port = UInt16(digits), digits.allSatisfy(\.isNumber) else { return nil }
        var host = text[..<colon]
        if host.hasPrefix("["), host.hasSuffix("]") {
            host = host.dropFirst().dropLast()
            guard host.contains(":") else { return nil }
        } else if host.contains(":") {
            return nil
        }
        guard !host.isEmpty, host.utf8.allSatisfy(Self.isOfHost) else { return nil }
        self.host = String(host)
        self.port = port
    }

    /// As it is typed.
    package var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }

    /// Letters, digits, and the punctuation of names and addresses, '%' for the zone of RFC 6874.
    private static func isOfHost(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: ".-_:%".utf8.contains(byte)
        }
    }
}
