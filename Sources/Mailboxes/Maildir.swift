import Glibc
import Mail

/// What a Maildir's layout says of its messages (https://cr.yp.to/proto/maildir.html, Dovecot's keywords).
enum Maildir {
    /// The name of the folder that a Maildir++ is, whatever its directory is called.
    static let inbox = "INBOX"

    /// Whether a folder is the outermost of a Maildir++, which is the inbox: it has subfolders such as `.Junk`. A
    /// directory whose name says what it is for is believed.
    static func isInbox(_ folder: MailOrigin, holding names: [String]) -> Bool {
        guard names.contains("cur"), SpecialFolder(named: folder.folders.first ?? "") == nil else { return false }
        return names.contains { name in
            name.hasPrefix(".") && isFolder(folder.path.appendingComponent(name).appendingComponent("cur"))
        }
    }

    private static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// The flags after `:2,` in the name of a file in `cur`, as IMAP names them. Where a colon can't be in a name,
    /// programs write `!` or `;` for it.
    ///
    /// - Parameter keywords: what the letters from `a` on stand for.
    static func flags(ofFile name: String, keywords: [Character: String]) -> [String] {
        for mark in [":2,", "!2,", ";2,"] {
            guard let found = name.ranges(of: mark).last else { continue }
            return name[found.upperBound...].compactMap { letter in
                switch letter {
                case "D": MailFlags.draft
                case "T": MailFlags.deleted
                default: keywords[letter]
                }
            }
        }
        return []
    }

    /// The keywords of the Maildir that holds a folder `cur`: lines such as `0 $Junk` in `dovecot-keywords`, whose
    /// numbers are letters from `a` on. Empty where there is no such file.
    static func keywords(besideFolder path: String) -> [Character: String] {
        guard path.lastPathComponent == "cur" else { return [:] }
        let file = path.appendingComponent("../dovecot-keywords")
        guard let source = try? FileSource(path: file), source.isRegularFile else { return [:] }
        guard let bytes = (try? ByteReader(source).rest(limit: 64 << 10)) ?? nil else { return [:] }
        var keywords: [Character: String] = [:]
        for line in Charset.guess(bytes).split(whereSeparator: \.isNewline) {
            let fields = line.split(separator: " ", maxSplits: 1)
            guard fields.count == 2, let number = UInt8(fields[0]), number < 26 else { continue }
            keywords[Character(Unicode.Scalar(UInt8(ascii: "a") + number))] = String(fields[1])
        }
        return keywords
    }
}
