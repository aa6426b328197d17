/// Base 64 (RFC 4648 §4) of one line of a PEM text.
enum Base64 {
    /// A line of PEM has 64 characters (RFC 7468 §2), which is 48 bytes.
    static let lineByteCount = 48
    static let lineLength = 64

    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    private static let padding = UInt8(ascii: "=")
    private static let values = alphabet.enumerated().reduce(into: [UInt8?](repeating: nil, count: 256)) {
        $0[Int($1.element)] = UInt8($1.offset)
    }

    /// Appends the characters of a line's bytes, padded to a multiple of four.
    static func encode(_ line: Slice<UnsafeRawBufferPointer>, into text: inout SecretBytes) {
        for start in stride(from: line.startIndex, to: line.endIndex, by: 3) {
            let group = line[start..<min(start + 3, line.endIndex)]
            let bits = group.reduce(0) { $0 << 8 | UInt32($1) } << (8 * UInt32(3 - group.count))
            for position in 0..<4 {
                let isPadding = position > group.count
                var character = isPadding ? padding : alphabet[Int(bits >> (18 - 6 * UInt32(position)) & 63)]
                withUnsafeBytes(of: &character) { text.append($0) }
            }
        }
    }

    /// Appends the bytes of a line's characters.
    ///
    /// - Returns: false unless the line is one that `encode` writes: the padding complete, the bits under it zero.
    static func decode(_ line: UnsafeRawBufferPointer, into bytes: inout SecretBytes) -> Bool {
        guard line.count.isMultiple(of: 4) else { return false }
        for start in stride(from: 0, to: line.count, by: 4) {
            let isLast = start + 4 == line.count
            guard decode(group: line[start..<start + 4], mayPad: isLast, into: &bytes) else { return false }
        }
        return true
    }

    private static func decode(
        group: Slice<UnsafeRawBufferPointer>, mayPad: Bool, into bytes: inout SecretBytes
    ) -> Bool {
        let digits = group.prefix { $0 != padding }
        let padded = 4 - digits.count
        guard padded == 0 || (mayPad && padded <= 2), group.dropFirst(digits.count).allSatisfy({ $0 == padding }) else {
            return false
        }
        var bits: UInt32 = 0
        for digit in digits {
            guard let value = values[Int(digit)] else { return false }
            bits = bits << 6 | UInt32(value)
        }
        bits <<= 6 * UInt32(padded)
        guard bits & (1 << (8 * UInt32(padded)) - 1) == 0 else { return false }
        for position in 0..<3 - padded {
            var byte = UInt8(truncatingIfNeeded: bits >> (16 - 8 * UInt32(position)))
            withUnsafeBytes(of: &byte) { bytes.append($0) }
        }
        return true
    }
}
