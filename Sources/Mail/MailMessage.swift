public import Primitives

/// A message as a model sees it: decoded, with what is known about it.
public struct MailMessage: Sendable {
    /// The subject, encoded words decoded, control characters turned to spaces, trimmed.
    public let subject: String
    /// The text parts, HTML turned to text, joined by line feeds. Lines end in a line feed, the last one in nothing.
    public let text: String
    /// What the message is, where a source knows.
    public let label: MailLabel?
    /// The source of the label.
    public let labelSource: LabelSource?
    /// When it was sent: seconds since 1970, from `Date:` or, for Enron-Spam, from the file's name.
    public let date: Int64?
    /// What tells it from other messages: SHA-256 of its bytes with the line ends of Unix, without the headers that mail
    /// programs note flags and folders in, and in an mbox without `From_` line, `From`-quoting and separating blank
    /// line.
    public let digest: Digest
    /// Where it was read.
    public let origin: MailOrigin

    /// A message that was put together elsewhere.
    public init(
        subject: String,
        text: String,
        label: MailLabel?,
        labelSource: LabelSource?,
        date: Int64?,
        digest: Digest,
        origin: MailOrigin
    ) {
        self.subject = subject
        self.text = text
        self.label = label
        self.labelSource = labelSource
        self.date = date
        self.digest = digest
        self.origin = origin
    }
}
