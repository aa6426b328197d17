import Mail

/// What a file turns out to be.
enum MailFormat {
    case archive
    case empty
    case emlx
    case enron
    case foreign
    case mbox
    case message
    case other
    case programData

    /// Judges by the first bytes, the name and the folders.
    static func of(_ head: ArraySlice<UInt8>, origin: MailOrigin) -> MailFormat {
        if isProgramData(origin.fileName) { return .programData }
        if head.isEmpty { return .empty }
        if isArchive(head, name: origin.fileName.lowercased()) { return .archive }
        if isForeign(head, name: origin.fileName.lowercased()) { return .foreign }
        if head.dropFirst(preambleLength(of: head)).starts(withASCII: "From ") { return .mbox }
        if isEnron(head, origin: origin) { return .enron }
        if Emlx.isEmlx(head, name: origin.fileName) { return .emlx }
        return isMessage(head, origin: origin) ? .message : .other
    }

    /// The bytes before the first `From_` line of an mbox that an editor has been at: a byte order mark, blank lines.
    static func preambleLength(of head: ArraySlice<UInt8>) -> Int {
        let mark = head.starts(with: ByteOrderMark.utf8) ? ByteOrderMark.utf8.count : 0
        return mark + head.dropFirst(mark).prefix { $0 == .lineFeed || $0 == .carriageReturn }.count
    }

    /// Enron-Spam: `ham/….txt` or `spam/….txt` whose first line is the subject.
    private static func isEnron(_ head: ArraySlice<UInt8>, origin: MailOrigin) -> Bool {
        guard origin.fileName.lowercased().hasSuffix(".txt"), head.starts(withASCII: "Subject:") else { return false }
        return ["ham", "spam"].contains(origin.folders.first?.lowercased())
    }

    /// Two header fields of mail; any one where the name says that it is a message.
    private static func isMessage(_ head: ArraySlice<UInt8>, origin: MailOrigin) -> Bool {
        let bytes = ByteOrderMark.removed(from: Array(head))
        let headers = HeaderBlock(bytes, in: bytes.indices, limit: bytes.count)
        if origin.fileName.lowercased().hasSuffix(".eml") { return !headers.isEmpty }
        return mailFields.count { headers.raw($0) != nil } >= 2
    }

    private static let mailFields = [
        "date", "delivered-to", "from", "message-id", "received", "return-path", "subject", "to",
    ]

    /// gzip, bzip2, xz and zstd by what they begin with, as tar; zip by its name too, since documents are zip files.
    private static func isArchive(_ head: ArraySlice<UInt8>, name: String) -> Bool {
        if head.starts(withASCII: "PK\u{3}\u{4}") { return name.hasSuffix(".zip") }
        let magics: [[UInt8]] = [
            [0x1F, 0x8B], [0x42, 0x5A, 0x68], [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], [0x28, 0xB5, 0x2F, 0xFD],
        ]
        return magics.contains(where: head.starts) || head.dropFirst(257).starts(withASCII: "ustar")
    }

    /// Outlook's .pst and .ost begin with `!BDN` (MS-PST §2.2.2.6), its .msg is a compound file (MS-CFB §2.2);
    /// Outlook Express's .dbx and Outlook for Mac's .olm go by their names.
    private static func isForeign(_ head: ArraySlice<UInt8>, name: String) -> Bool {
        let isCompoundFile = head.starts(with: [0xD0, 0xCF, 0x11, 0xE0])
        return head.starts(withASCII: "!BDN") || (isCompoundFile && name.hasSuffix(".msg"))
            || name.hasSuffix(".dbx") || name.hasSuffix(".olm")
    }

    /// What Thunderbird, Dovecot, Courier, mutt, MH and Apple Mail keep beside the mail.
    private static func isProgramData(_ name: String) -> Bool {
        name.hasSuffix(".msf") || name.hasPrefix("dovecot") || programFiles.contains(name)
    }

    private static let programFiles: Set = [
        ".DS_Store", ".mh_sequences", ".uidvalidity", "courierimapuiddb", "filterlog.html", "maildirfolder",
        "maildirsize", "msgFilterRules.dat", "popstate.dat", "subscriptions", "table_of_contents",
    ]
}
