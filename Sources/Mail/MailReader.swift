import Primitives

/// Reads mail as people keep it: mbox, single messages, Enron-Spam folders, and folders, compressed files and tar
/// archives of these. One message is in memory at a time. What can't be read is counted by name, never fatal.
///
/// ```swift
/// let summary = try MailReader().read(["alice.mbox"]) { message in
///     guard let label = message.label else { return }
///     examples.append((Tokenizer().features(subject: message.subject, text: message.text), label == .spam))
/// }
/// ```
public struct MailReader: Sendable {
    /// Who is asked for the label of a message, in order.
    public var labelSources: [LabelSource] = LabelSource.allCases
    /// How much of a message is looked at.
    public var limits = MailLimits()

    /// A reader with the defaults.
    public init() {}

    /// Reads everything at or under some paths, in the order given, inside a folder by name.
    ///
    /// - Parameters:
    ///   - paths: files and folders.
    ///   - progress: called every 250 messages and at the end of each file.
    ///   - onMessage: called for each message, labelled or not.
    /// - Throws: `MailError.missingPath` or `.unreadable` for a given path, before any message is read; what
    ///   `onMessage` throws.
    @discardableResult
    public func read(
        _ paths: [String],
        progress: (MailProgress) -> Void = { _ in },
        onMessage: (MailMessage) throws -> Void
    ) throws -> MailSummary {
        let walk = try FileWalk(paths)
        return try withoutActuallyEscaping(progress) { progress in
            try withoutActuallyEscaping(onMessage) { onMessage in
                let pass = MailPass(reader: self, walk: walk, progress: progress, onMessage: onMessage)
                return try pass.run()
            }
        }
    }

    /// Reads one message, as a mail filter gets it.
    ///
    /// - Returns: nil when the bytes have no header at all, or are more than `limits.messageBytes`.
    public func message(_ bytes: [UInt8], origin: MailOrigin = MailOrigin(path: "-")) -> MailMessage? {
        bytes.count <= limits.messageBytes ? parse(bytes, origin: origin)?.message : nil
    }

    /// A message of RFC 5322; nil when there is no header at all.
    func parse(_ bytes: [UInt8], origin: MailOrigin) -> (message: MailMessage, quality: TextQuality)? {
        let headers = HeaderBlock(bytes, in: bytes.indices, limit: limits.headerBytes)
        guard !headers.isEmpty else { return nil }
        let content = MIMEText(bytes, headers: headers, limits: limits)
        let subject = HeaderText(headers.raw("subject") ?? [])
        let found = labelSources.label(from: LabelEvidence(headers: headers, folders: origin.folders))
        let message = MailMessage(
            subject: subject.text.asSubject,
            text: content.text,
            label: found?.label,
            labelSource: found?.source,
            date: headers.raw("date").flatMap(GMime.date),
            digest: Digest(sha256: bytes),
            origin: origin
        )
        var quality = content.quality
        quality.unknownCharset = quality.unknownCharset || subject.hasUnknownCharset
        return (message, quality)
    }

    /// A message of Enron-Spam.
    func parseEnron(_ bytes: [UInt8], origin: MailOrigin) -> (message: MailMessage, quality: TextQuality) {
        let file = EnronFile(bytes)
        let found = labelSources.label(from: LabelEvidence(headers: nil, folders: origin.folders))
        let (text, isCut) = file.text.cut(toUTF8: limits.textBytes)
        let message = MailMessage(
            subject: file.subject,
            text: text,
            label: found?.label,
            labelSource: found?.source,
            date: EnronFile.date(inName: origin.fileName),
            digest: Digest(sha256: bytes),
            origin: origin
        )
        return (message, TextQuality(cut: isCut))
    }
}

extension String {
    /// The beginning of at most so many UTF-8 bytes, and whether something was left.
    fileprivate func cut(toUTF8 limit: Int) -> (String, Bool) {
        guard utf8.count > limit else { return (self, false) }
        var end = utf8.index(utf8.startIndex, offsetBy: limit)
        while end > startIndex, UTF8.isContinuation(utf8[end]) { end = utf8.index(before: end) }
        return (String(self[..<end]), true)
    }
}
