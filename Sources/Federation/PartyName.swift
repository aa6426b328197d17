/// The name of a participant or of a federation: `[a-z0-9]`, then up to 62 of `[a-z0-9._-]`.
///
/// The alphabet is that of a file name and of a URI segment that need no escaping (RFC 3986 §2.3).
public struct PartyName: Hashable, Sendable {
    /// The name as typed.
    public let text: String

    /// - Throws: ``FederationError/name(_:)`` when `text` is not a name.
    public init(_ text: String) throws {
        guard PartyName.isValid(text) else { throw FederationError.name(text) }
        self.text = text
    }

    private static func isValid(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard let first = bytes.first, bytes.count <= 63, isAlphanumeric(first) else { return false }
        return bytes.allSatisfy { isAlphanumeric($0) || UInt8(ascii: ".") == $0 || "_-".utf8.contains($0) }
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}

extension PartyName: Comparable {
    /// Names sort by their bytes, the order every digest over several participants uses.
    public static func < (left: PartyName, right: PartyName) -> Bool { left.text < right.text }
}

extension PartyName: CustomStringConvertible {
    /// The name as typed.
    public var description: String { text }
}

extension PartyName: Codable {
    /// Decodes a string and checks that it is a name.
    public init(from decoder: any Decoder) throws {
        try self.init(decoder.singleValueContainer().decode(String.self))
    }

    /// Encodes the name as a string.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}
