/// Why a file or a message was left out.
public enum SkipReason: String, CaseIterable, Comparable, Sendable {
    /// A compressed file or an archive that breaks off or does not check; what came before it was read.
    case archiveDamaged = "archive damaged or truncated"
    /// A file of no bytes.
    case emptyFile = "empty file"
    /// More bytes than `MailLimits.messageBytes`.
    case messageTooLarge = "message too large"
    /// Neither mbox nor message nor Enron-Spam text.
    case notMail = "not mail"
    /// A socket, a device, a named pipe, or a link to a folder.
    case notRegularFile = "not a regular file"
    /// A file that could not be opened or read to its end.
    case unreadable = "unreadable"

    /// The order of the names.
    public static func < (left: SkipReason, right: SkipReason) -> Bool {
        left.rawValue < right.rawValue
    }
}
