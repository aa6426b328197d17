/// The flags and keywords of a message (RFC 9051 §2.3.2), wherever mail programs keep them: in a Maildir file's name,
/// beside the message, or in headers of their own.
package struct MailFlags {
    package static let deleted = "\\Deleted"
    package static let draft = "\\Draft"
    static let junk = "$Junk"
    static let notJunk = "$NotJunk"

    private var names: Set<String> = []

    init(origin: MailOrigin, headers: HeaderBlock) {
        add(origin.flags)
        addThunderbird(headers)
        // UW IMAP and Dovecot write these into an mbox; anywhere else they came with the mail.
        if origin.index != nil { addMboxFlags(headers) }
    }

    /// Whether the owner has deleted the message, though its bytes are still there.
    var isDeleted: Bool { names.contains(Self.deleted.lowercased()) }

    /// Whether the owner is writing it.
    var isDraft: Bool { names.contains(Self.draft.lowercased()) }

    /// What the owner's mail program noted; nil without a note, or with two that contradict each other.
    var label: MailLabel? {
        switch (names.isDisjoint(with: Self.spamNames), names.isDisjoint(with: Self.hamNames)) {
        case (false, true): .spam
        case (true, false): .ham
        default: nil
        }
    }

    private static let spamNames: Set = ["$junk", "junk", "$spam", "spam"]
    private static let hamNames: Set = ["$nonjunk", "nonjunk", "$notjunk", "notjunk", "$notspam", "notspam"]

    private mutating func add(_ flags: some Sequence<some StringProtocol>) {
        for flag in flags { names.insert(flag.lowercased()) }
    }

    /// nsMsgMessageFlags: the lower half as four hexadecimal digits, the upper one as eight.
    private mutating func addThunderbird(_ headers: HeaderBlock) {
        let expunged: UInt32 = 0x0000_0008
        let deletedOnServer: UInt32 = 0x0020_0000
        let low = headers.text("X-Mozilla-Status").flatMap { UInt32($0, radix: 16) } ?? 0
        let high = headers.text("X-Mozilla-Status2").flatMap { UInt32($0, radix: 16) } ?? 0
        if low & expunged != 0 || high & deletedOnServer != 0 { add([Self.deleted]) }
        if let keywords = headers.text("X-Mozilla-Keys") { add(keywords.split(separator: " ")) }
    }

    private mutating func addMboxFlags(_ headers: HeaderBlock) {
        let status = headers.text("X-Status") ?? ""
        if status.contains("D") { add([Self.deleted]) }
        if status.contains("T") { add([Self.draft]) }
        if let keywords = headers.text("X-Keywords") { add(keywords.split(separator: " ")) }
    }
}
