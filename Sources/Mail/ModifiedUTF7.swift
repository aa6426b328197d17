/// The names of mailboxes as IMAP servers keep them on disk (RFC 3501 §5.1.3): ASCII, and between `&` and `-` base64 of
/// UTF-16 with `,` for `/`.
enum ModifiedUTF7 {
    /// The name; what is of no such form stays as it is.
    static func decode(_ name: some StringProtocol) -> String {
        guard name.utf8.contains(UInt8(ascii: "&")) else { return String(name) }
        var result = ""
        var rest = name[...]
        while let start = rest.firstIndex(of: "&"), let end = rest[start...].firstIndex(of: "-") {
            let shifted = rest[rest.index(after: start)..<end]
            result += rest[..<start] + (shifted.isEmpty ? "&" : decode(shifted: shifted))
            rest = rest[rest.index(after: end)...]
        }
        return result + rest
    }

    private static func decode(shifted text: some StringProtocol) -> String {
        let base64 = text.utf8.map { $0 == UInt8(ascii: ",") ? UInt8(ascii: "/") : $0 }
        let padding = [UInt8](repeating: UInt8(ascii: "="), count: (4 - base64.count % 4) % 4)
        return Charset.decode(GMime.decoded((base64 + padding)[...], encoding: "base64"), charset: "utf-16be").text
    }
}
