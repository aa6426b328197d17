/// A message of the Enron-Spam corpus (Metsis, Androutsopoulos, Paliouras, CEAS 2006), preprocessed form: line 1 is
/// `Subject: …`, everything after it the body. There is no other header and no blank line, so it is not RFC 5322.
struct EnronFile {
    let subject: String
    let text: String

    init(_ bytes: [UInt8]) {
        let bodyStart = bytes.endOfLine(from: 0, limit: bytes.count)
        let line = bytes[bytes.trimmingLineEnd(0..<bodyStart)]
        subject = Charset.guess(Array(line.dropFirst("Subject:".utf8.count))).asSubject
        text = Charset.guess(Array(bytes[bodyStart...])).withLineFeeds.withoutLastLineFeed
    }

    /// The number that starts a file's name: the order of the mailbox.
    static func number(inName name: String) -> Int? {
        Int(name.prefix { $0 != "." })
    }

    /// The day in a file's name, `0001.1999-12-10.farmer.ham.txt`, in seconds since 1970.
    static func date(inName name: String) -> Int64? {
        let fields = name.split(separator: ".", omittingEmptySubsequences: false)
        guard fields.count > 2 else { return nil }
        let parts = fields[1].split(separator: "-").compactMap { Int($0) }
        guard parts.count == 3, (1...12).contains(parts[1]), (1...31).contains(parts[2]) else { return nil }
        guard (1970...9999).contains(parts[0]) else { return nil }
        return CivilDate(year: parts[0], month: parts[1], day: parts[2]).secondsSince1970
    }
}
