import Primitives

/// Reads mail as people keep it: mbox, Maildir, single messages, Enron-Spam folders, and folders, compressed files and
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
        try read(MailPaths(paths), progress: progress, onMessage: onMessage)
    }

    /// Reads everything at or under some paths: first those that were named as spam or ham, then the others.
    ///
    /// - Throws: as above, and `MailError.namedTwice`.
    @discardableResult
    public func read(
        _ mail: MailPaths,
        progress: (MailProgress) -> Void = { _ in },
        onMessage: (MailMessage) throws -> Void
    ) throws -> MailSummary {
        let walk = try FileWalk(mail)
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
        guard bytes.count <= limits.messageBytes else { return nil }
        let bytes = ByteOrderMark.removed(from: bytes)
        let headers = HeaderBlock(bytes, in: bytes.indices, limit: limits.headerBytes)
        return headers.isEmpty ? nil : parse(bytes, headers: headers, origin: origin).message
    }

    /// What a mailbox holds in a place: a message of RFC 5322, or a reason to leave it out.
    func parse(_ bytes: [UInt8], origin: MailOrigin) -> ParsedMail {
        let headers = HeaderBlock(bytes, in: bytes.indices, limit: limits.headerBytes)
        guard !headers.isEmpty else { return .skipped(.notMail) }
        if InternalMessage.isOne(headers) { return .skipped(.programData) }
        let flags = MailFlags(origin: origin, headers: headers)
        if flags.isDeleted { return .skipped(.deleted) }
        if flags.isDraft { return .skipped(.draft) }
        let (message, quality) = parse(bytes, headers: headers, origin: origin)
        return .message(message, quality)
    }

    private func parse(
        _ bytes: [UInt8], headers: HeaderBlock, origin: MailOrigin
    ) -> (message: MailMessage, quality: TextQuality) {
        let content = MIMEText(bytes, headers: headers, limits: limits)
        let subject = HeaderText(headers.raw("subject") ?? [], undeclared: content.charset)
        let evidence = LabelEvidence(
            origin: origin, headers: headers, flags: MailFlags(origin: origin, headers: headers))
        let found = labelSources.label(from: evidence)
        let message = MailMessage(
            subject: subject.text.asSubject,
            text: content.text,
            label: found?.label,
            labelSource: found?.source,
            date: headers.raw("date").flatMap(GMime.date),
            digest: MessageDigest.of(bytes, headers: headers),
            origin: origin
        )
        var quality = content.quality
        quality.unknownCharset = quality.unknownCharset || subject.hasUnknownCharset
        return (message, quality)
    }

    /// A file that a mail program or an editor saved as a message.
    func parseFile(_ bytes: [UInt8], origin: MailOrigin) -> ParsedMail {
        parse(ByteOrderMark.removed(from: bytes), origin: origin)
    }

    /// A message of Apple Mail.
    func parseEmlx(_ bytes: [UInt8], origin: MailOrigin) -> ParsedMail {
        guard let file = Emlx(bytes) else { return .skipped(.notMail) }
        var origin = origin
        origin.flags += file.flags
        return parse(file.message, origin: origin)
    }

    /// A message of Enron-Spam.
    func parseEnron(_ bytes: [UInt8], origin: MailOrigin) -> ParsedMail {
        let file = EnronFile(bytes)
        let found = labelSources.label(from: LabelEvidence(origin: origin))
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
        return .message(message, TextQuality(cut: isCut))
    }
}

/// What became of the bytes of a message.
enum ParsedMail {
    case message(MailMessage, TextQuality)
    case skipped(SkipReason)
}

/// The message in which UW IMAP keeps an mbox's own data.
private enum InternalMessage {
    static func isOne(_ headers: HeaderBlock) -> Bool {
        headers.raw("x-imap") != nil && headers.text("Subject")?.hasPrefix("DON'T DELETE THIS MESSAGE") == true
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
