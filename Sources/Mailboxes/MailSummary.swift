public import Mail

/// What a reader found, in numbers.
public struct MailSummary: Hashable, Sendable {
    /// Files read, an archive and an mbox as one each.
    public internal(set) var files = 0
    /// Messages by label.
    public internal(set) var labels: [MailLabel: Int] = [:]
    /// Labelled messages by the source of their label.
    public internal(set) var sources: [LabelSource: Int] = [:]
    /// Messages without a label.
    public internal(set) var unlabelled = 0
    /// Files and messages left out, by reason.
    public internal(set) var skipped: [SkipReason: Int] = [:]
    /// The first one left out for each reason.
    public internal(set) var firstSkipped: [SkipReason: String] = [:]
    /// Messages with a part in an unknown charset, which was read as UTF-8 or else windows-1252.
    public internal(set) var unknownCharsets = 0
    /// Messages whose text is encrypted or in a winmail.dat alone, so that only their subject counts.
    public internal(set) var closed = 0
    /// Messages of which only the beginning was taken, see `MailLimits`.
    public internal(set) var textsCut = 0

    /// Nothing read yet.
    public init() {}

    /// Labelled ham.
    public var ham: Int { labels[.ham, default: 0] }

    /// Labelled spam.
    public var spam: Int { labels[.spam, default: 0] }

    /// All messages read, labelled or not.
    public var messages: Int { ham + spam + unlabelled }

    mutating func count(_ message: MailMessage, _ quality: TextQuality) {
        if let label = message.label { labels[label, default: 0] += 1 } else { unlabelled += 1 }
        if let source = message.labelSource { sources[source, default: 0] += 1 }
        unknownCharsets += quality.unknownCharset ? 1 : 0
        closed += quality.closed ? 1 : 0
        textsCut += quality.cut ? 1 : 0
    }

    mutating func skip(_ reason: SkipReason, _ origin: MailOrigin) {
        skipped[reason, default: 0] += 1
        if firstSkipped[reason] == nil { firstSkipped[reason] = origin.description }
    }
}

extension MailSummary: CustomStringConvertible {
    /// `4137 messages (2937 ham, 1200 spam) in 1 file; skipped 2 not mail (first: notes.pdf)`.
    public var description: String {
        ([counts] + skips + remarks).joined(separator: "; ")
    }

    private var counts: String {
        let known = "\(ham) ham, \(spam) spam" + (unlabelled > 0 ? ", \(unlabelled) without a label" : "")
        return
            "\(messages) \(messages == 1 ? "message" : "messages") (\(known)) in \(files) \(files == 1 ? "file" : "files")"
    }

    private var skips: [String] {
        skipped.sorted { $0.key < $1.key }.map { reason, count in
            "skipped \(count) \(reason.rawValue)" + (firstSkipped[reason].map { " (first: \($0))" } ?? "")
        }
    }

    private var remarks: [String] {
        (unknownCharsets > 0 ? ["\(unknownCharsets) in an unknown charset"] : [])
            + (closed > 0 ? ["\(closed) encrypted or in winmail.dat, subject only"] : [])
            + (textsCut > 0 ? ["\(textsCut) cut short"] : [])
    }
}
