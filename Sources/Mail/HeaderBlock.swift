/// The header fields of a message or of a part of one (RFC 5322 §2.2), unfolded but not decoded.
///
/// GMime's own parser reads address fields eagerly, at the cost of a stack frame for every `a:` and of quadratic time
/// for every `a,`; mail is hostile, so fields are split here and only those that are needed are decoded by GMime.
package struct HeaderBlock: Sendable {
    private var fields: [(name: String, value: [UInt8])] = []
    /// What is kept of a field: decoding one takes time that grows faster than its length.
    private static let fieldBytes = 16 << 10

    /// Where the body starts.
    private(set) var bodyStart: Int

    /// Reads the fields at the start of a range. What is no field and continues none ends them, as a blank line does:
    /// broken mail forgets the blank line more often than it breaks a field.
    package init(_ bytes: [UInt8], in range: Range<Int>, limit: Int) {
        bodyStart = range.lowerBound
        while bodyStart < range.upperBound {
            let line = bodyStart..<bytes.endOfLine(from: bodyStart, limit: range.upperBound)
            let content = bytes.trimmingLineEnd(line)
            if content.isEmpty {
                bodyStart = line.upperBound
                return
            }
            guard take(bytes[content], keeping: line.lowerBound - range.lowerBound < limit) else { return }
            bodyStart = line.upperBound
        }
    }

    /// Whether there is no field at all.
    package var isEmpty: Bool { fields.isEmpty }

    /// The names of the fields, in lower case.
    var names: some Sequence<String> { fields.lazy.map(\.name) }

    /// The unfolded bytes of the first field of this name, in lower case.
    package func raw(_ name: String) -> [UInt8]? {
        fields.first { $0.name == name }?.value
    }

    /// The first field of this name, as text without outer blanks.
    package func text(_ name: String) -> String? {
        raw(name.lowercased()).map { Charset.guess($0).trimmed }
    }

    /// Takes a line; false when it is none of a header's.
    private mutating func take(_ line: ArraySlice<UInt8>, keeping isKept: Bool) -> Bool {
        if line.first?.isBlank == true, !fields.isEmpty {
            if isKept { extend(with: line) }
            return true
        }
        if let colon = Self.colon(in: line) {
            if isKept {
                fields.append((Self.name(line[..<colon]), Array(line[(colon + 1)...].prefix(Self.fieldBytes))))
            }
            return true
        }
        // Left by mail spools that were appended to each other.
        return line.starts(withASCII: ">From ") || line.starts(withASCII: "From ")
    }

    private mutating func extend(with line: ArraySlice<UInt8>) {
        let last = fields.count - 1
        fields[last].value += line.prefix(max(0, Self.fieldBytes - fields[last].value.count))
    }

    /// The index of the colon after a field name: printable ASCII, RFC 5322 §2.2, blanks before the colon as in §4.5.
    private static func colon(in line: ArraySlice<UInt8>) -> Int? {
        guard let colon = line.firstIndex(of: UInt8(ascii: ":")), colon > line.startIndex else { return nil }
        let name = trimmedName(line[..<colon])
        return !name.isEmpty && name.allSatisfy { (33...126).contains($0) } ? colon : nil
    }

    private static func name(_ bytes: ArraySlice<UInt8>) -> String {
        String(decoding: trimmedName(bytes), as: UTF8.self).lowercased()
    }

    private static func trimmedName(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        bytes.prefix { !$0.isBlank } + bytes.drop { !$0.isBlank }.drop(while: \.isBlank)
    }
}
