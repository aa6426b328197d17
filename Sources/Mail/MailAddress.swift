/// Who sends or gets a message: a name, where there is one, and an address.
public struct MailAddress: Hashable, Sendable {
    /// The name that readers show.
    public let name: String?
    /// `alice@example.org`.
    public let address: String

    /// An address, with a name or without.
    public init(_ address: String, name: String? = nil) {
        (self.address, self.name) = (address, name)
    }

    /// As a header shows it (RFC 5322 §3.4): `Alice Ito <alice@example.org>`.
    var header: String {
        guard let name, !name.isEmpty else { return envelope }
        let isPlain = name.utf8.allSatisfy { $0 == .space || $0.isASCIILetterOrDigit }
        return (isPlain ? name : EncodedWords.encoded(name)) + " <" + envelope + ">"
    }

    /// The address alone, nothing in it that would end it or the line it stands on.
    package var envelope: String {
        String(decoding: address.utf8.filter { $0 > .space && $0 < 0x7F && $0 != UInt8(ascii: ">") }, as: UTF8.self)
    }
}

extension UInt8 {
    package var isASCIILetterOrDigit: Bool {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        case UInt8(ascii: "a")...UInt8(ascii: "z"): true
        default: false
        }
    }
}
