/// The parts of a multipart body.
struct MultipartBody {
    private(set) var ranges: [Range<Int>] = []
    /// Whether there were more parts than were asked for.
    private(set) var isCut = false

    init(_ bytes: [UInt8], in body: Range<Int>, boundary: [UInt8], limit: Int) {
        let delimiter = [UInt8(ascii: "-"), UInt8(ascii: "-")] + boundary
        var position = body.lowerBound
        var partStart: Int?
        while position < body.upperBound {
            let line = position..<bytes.endOfLine(from: position, limit: body.upperBound)
            position = line.upperBound
            guard let isLast = Self.delimits(bytes[bytes.trimmingLineEnd(line)], delimiter) else { continue }
            if let partStart { ranges.append(partStart..<max(partStart, line.lowerBound)) }
            partStart = isLast ? nil : line.upperBound
            isCut = ranges.count >= limit
            if isLast || isCut { return }
        }
        // Truncated mail lacks the last delimiter.
        if let partStart { ranges.append(partStart..<body.upperBound) }
    }

    /// Whether a line is the delimiter (false), the last one (true) or neither (nil).
    private static func delimits(_ line: ArraySlice<UInt8>, _ delimiter: [UInt8]) -> Bool? {
        guard line.starts(with: delimiter) else { return nil }
        let rest = line.dropFirst(delimiter.count)
        if rest.allSatisfy(\.isBlank) { return false }
        return rest.starts(withASCII: "--") && rest.dropFirst(2).allSatisfy(\.isBlank) ? true : nil
    }
}
