/// Why a file or a message was left out.
public enum SkipReason: String, CaseIterable, Comparable, Sendable {
    /// A compressed file inside an archive, or an archive inside another; unpack it first.
    case archiveInArchive = "archive in an archive"
    /// A compressed file or an archive that breaks off or does not check; what came before it was read.
    case archiveDamaged = "archive damaged or truncated"
    /// Deleted by its owner, though its bytes are still there (Maildir's `T`, Thunderbird's expunged, IMAP's `\Deleted`).
    case deleted = "deleted by its owner"
    /// A message that its owner is writing.
    case draft = "draft"
    /// A file of no bytes.
    case emptyFile = "empty file"
    /// Mail in a format of one program alone: Outlook's .pst, .ost and .msg, Outlook Express's .dbx; export it first.
    case foreignFormat = "in a mail program's own format (export it as mbox or .eml)"
    /// More bytes than `MailLimits.messageBytes`.
    case messageTooLarge = "message too large"
    /// Neither mbox nor message nor Enron-Spam text.
    case notMail = "not mail"
    /// A file that mail programs keep beside the mail, or the message that IMAP servers keep their own data in.
    case programData = "a mail program's own data"
    /// A socket, a device, a named pipe, or a link to a folder.
    case notRegularFile = "not a regular file"
    /// A file that could not be opened or read to its end.
    case unreadable = "unreadable"

    /// The order of the names.
    public static func < (left: SkipReason, right: SkipReason) -> Bool {
        left.rawValue < right.rawValue
    }
}
