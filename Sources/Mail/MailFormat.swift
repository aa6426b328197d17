/// What a file turns out to be.
enum MailFormat {
    case archive
    case empty
    case enron
    case mbox
    case message
    case other

    /// Judges by the first bytes, the name and the folders.
    static func of(_ head: ArraySlice<UInt8>, origin: MailOrigin) -> MailFormat {
        if head.isEmpty { return .empty }
        if isArchive(head) { return .archive }
        if head.starts(withASCII: "From ") { return .mbox }
        if isEnron(head, origin: origin) { return .enron }
        return isMessage(head, origin: origin) ? .message : .other
    }

    /// Enron-Spam: `ham/….txt` or `spam/….txt` whose first line is the subject.
    private static func isEnron(_ head: ArraySlice<UInt8>, origin: MailOrigin) -> Bool {
        guard origin.fileName.lowercased().hasSuffix(".txt"), head.starts(withASCII: "Subject:") else { return false }
        return ["ham", "spam"].contains(origin.folders.first?.lowercased())
    }

    /// Two header fields of mail; any one where the name says that it is a message.
    private static func isMessage(_ head: ArraySlice<UInt8>, origin: MailOrigin) -> Bool {
        let bytes = Array(head)
        let headers = HeaderBlock(bytes, in: bytes.indices, limit: bytes.count)
        if origin.fileName.lowercased().hasSuffix(".eml") { return !headers.isEmpty }
        return mailFields.count { headers.raw($0) != nil } >= 2
    }

    private static let mailFields = [
        "date", "delivered-to", "from", "message-id", "received", "return-path", "subject", "to",
    ]

    private static func isArchive(_ head: ArraySlice<UInt8>) -> Bool {
        let magics: [[UInt8]] = [[0x1F, 0x8B], [0x42, 0x5A, 0x68], [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00]]
        return magics.contains(where: head.starts) || head.dropFirst(257).starts(withASCII: "ustar")
    }
}
