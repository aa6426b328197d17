/// A cursor over JSON text (RFC 8259): the objects, strings and natural numbers of a safetensors header.
struct JSONScanner {
    private let bytes: [UInt8]
    private let end: Int
    private var position: Int

    init(bytes: [UInt8], range: Range<Int>) {
        self.bytes = bytes
        position = range.lowerBound
        end = range.upperBound
    }

    /// The error that something else stands at the cursor.
    func expected(_ what: String) -> LearningError {
        .headerSyntax(offset: position, expected: what)
    }

    /// An object; `member` reads each value.
    mutating func object(_ member: (inout JSONScanner, String) throws -> Void) throws {
        try expect("{")
        if accept("}") { return }
        repeat {
            let key = try string()
            try expect(":")
            try member(&self, key)
        } while accept(",")
        try expect("}")
    }

    /// An array of at most `limit` natural numbers.
    mutating func integers(atMost limit: Int) throws -> [Int] {
        var result: [Int] = []
        try expect("[")
        if accept("]") { return result }
        repeat {
            guard result.count < limit else { throw expected("at most \(limit) numbers") }
            result.append(try integer())
        } while accept(",")
        try expect("]")
        return result
    }

    /// A string, its escapes resolved.
    mutating func string() throws -> String {
        try expect("\"")
        var utf8: [UInt8] = []
        while let byte = next() {
            switch byte {
            case UInt8(ascii: "\""):
                guard let string = String(validating: utf8, as: UTF8.self) else { throw expected("valid UTF-8") }
                return string
            case UInt8(ascii: "\\"): try escape(into: &utf8)
            case 0x20...: utf8.append(byte)
            default: throw expected("no control character in a string")
            }
        }
        throw expected("the end of a string")
    }

    /// Nothing but spaces to the end.
    mutating func finish() throws {
        skipSpace()
        guard position == end else { throw expected("the end of the header") }
    }

    private mutating func integer() throws -> Int {
        skipSpace()
        let start = position
        var value = 0
        while position < end, case let digit = Int(bytes[position]) - 48, (0...9).contains(digit) {
            let (product, overflow) = value.multipliedReportingOverflow(by: 10)
            let (sum, carry) = product.addingReportingOverflow(digit)
            guard !overflow, !carry else { throw expected("a number below 2^63") }
            value = sum
            position += 1
        }
        // RFC 8259 §6: no leading zeros.
        guard position > start, position == start + 1 || bytes[start] != 48 else { throw expected("a natural number") }
        return value
    }

    private mutating func escape(into utf8: inout [UInt8]) throws {
        switch next() {
        case UInt8(ascii: "\""): utf8.append(UInt8(ascii: "\""))
        case UInt8(ascii: "\\"): utf8.append(UInt8(ascii: "\\"))
        case UInt8(ascii: "/"): utf8.append(UInt8(ascii: "/"))
        case UInt8(ascii: "b"): utf8.append(8)
        case UInt8(ascii: "f"): utf8.append(12)
        case UInt8(ascii: "n"): utf8.append(10)
        case UInt8(ascii: "r"): utf8.append(13)
        case UInt8(ascii: "t"): utf8.append(9)
        case UInt8(ascii: "u"): utf8.append(contentsOf: Array(String(try unicodeEscape()).utf8))
        default: throw expected("an escape of JSON")
        }
    }

    /// RFC 8259 §7: characters beyond the basic plane are written as a pair of surrogates.
    private mutating func unicodeEscape() throws -> Character {
        let first = try hexadecimal()
        if let scalar = Unicode.Scalar(first) { return Character(scalar) }
        guard first < 0xDC00, next() == UInt8(ascii: "\\"), next() == UInt8(ascii: "u") else {
            throw expected("a pair of surrogates")
        }
        let second = try hexadecimal()
        guard (0xDC00..<0xE000).contains(second),
            let scalar = Unicode.Scalar(0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00))
        else { throw expected("a pair of surrogates") }
        return Character(scalar)
    }

    private mutating func hexadecimal() throws -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            guard let byte = next(), let digit = Character(Unicode.Scalar(byte)).hexDigitValue, byte < 0x80 else {
                throw expected("four hexadecimal digits")
            }
            value = value << 4 | UInt32(digit)
        }
        return value
    }

    private mutating func next() -> UInt8? {
        guard position < end else { return nil }
        defer { position += 1 }
        return bytes[position]
    }

    private mutating func expect(_ character: Unicode.Scalar) throws {
        guard accept(character) else { throw expected("“\(character)”") }
    }

    private mutating func accept(_ character: Unicode.Scalar) -> Bool {
        skipSpace()
        guard position < end, bytes[position] == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    private mutating func skipSpace() {
        while position < end, Self.isSpace(bytes[position]) { position += 1 }
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
    }
}
