/// What stops the work on mail; what is wrong with a single file or message is counted in a `MailSummary` instead.
public enum MailError: Error, Hashable, Sendable {
    /// The mail read again is not what was read before.
    case changedWhileReading(origin: String)
    /// There is nothing at this path.
    case missingPath(String)
    /// A path was named as spam and as ham.
    case namedTwice(String)
    /// No message has a label.
    case noLabels(paths: [String])
    /// A name that can't be a participant's.
    case participantName(String, reason: String)
    /// The file or folder can't be read.
    case unreadable(path: String, reason: String)
    /// The file can't be written.
    case unwritable(path: String, reason: String)
}

extension MailError: CustomStringConvertible {
    /// One line: what, where, what to do.
    public var description: String {
        switch self {
        case .changedWhileReading(let origin):
            "\(origin): changed while it was read; try again when nothing writes to it"
        case .missingPath(let path):
            "\(path): no such file or folder; give an mbox, a message, or a folder or .tar.gz of them"
        case .namedTwice(let path):
            "\(path): named as spam and as ham; name it once, or folders in it one by one"
        case .noLabels(let paths):
            "\(paths.joined(separator: ", ")): no message has a label (a header or keyword of a mail program, or a "
                + "folder named spam, junk, ham or inbox)"
        case .participantName(let name, let reason):
            "participant '\(name)': \(reason)"
        case .unreadable(let path, let reason):
            "\(path): can't be read (\(reason)); check its permissions"
        case .unwritable(let path, let reason):
            "\(path): can't be written (\(reason)); check the folder and the free space"
        }
    }
}
