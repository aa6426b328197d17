import Primitives

/// Reads the bytes of one message: its text, its label, what is known about it.
public struct MessageParser: Sendable {
    /// Who is asked for the label of a message, in order.
    public var labelSources: [LabelSource] = LabelSource.allCases
    /// How much of a message is looked at.
    public var limits = MailLimits()

    /// A parser with the defaults.
    public init() {}

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
    package func parse(_ bytes: [UInt8], origin: MailOrigin) -> ParsedMail {
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
    package func parseFile(_ bytes: [UInt8], origin: MailOrigin) -> ParsedMail {
        parse(ByteOrderMark.removed(from: bytes), origin: origin)
    }

    /// A message of Apple Mail.
    package func parseEmlx(_ bytes: [UInt8], origin: MailOrigin) -> ParsedMail {
        guard let file = Emlx(bytes) else { return .skipped(.notMail) }
        var origin = origin
        origin.flags += file.flags
        return parse(file.message, origin: origin)
    }

    /// A message of Enron-Spam.
    package func parseEnron(_ bytes: [UInt8], origin: MailOrigin) -> ParsedMail {
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
