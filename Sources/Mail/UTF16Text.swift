/// Finds UTF-16 where it was declared to be something else, as Windows programs do.
enum UTF16Text {
    /// The charset with its byte order; nil when the bytes are no UTF-16, or were declared to be of another wide kind.
    static func charset(of bytes: [UInt8], declared name: String) -> String? {
        if name.hasPrefix("utf-32") || name == "utf-16le" || name == "utf-16be" { return nil }
        if let (marked, _) = ByteOrderMark.charset(of: bytes), marked != "utf-8" { return marked }
        return name == "utf-16" ? "utf-16le" : byNULs(bytes)
    }

    /// Text in a Western language has a NUL in every other place, and no other text has many.
    private static func byNULs(_ bytes: [UInt8]) -> String? {
        guard bytes.count >= 16, bytes.prefix(512).contains(0) else { return nil }
        let sample = bytes.prefix(512)
        let even = stride(from: 0, to: sample.count, by: 2).count { sample[$0] == 0 }
        let odd = stride(from: 1, to: sample.count, by: 2).count { sample[$0] == 0 }
        let many = sample.count / 5
        if odd > many, even * 8 < odd { return "utf-16le" }
        return even > many && odd * 8 < even ? "utf-16be" : nil
    }
}
