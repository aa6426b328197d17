import Primitives

/// A message to be written: plain text, or a body that is MIME already.
public struct OutgoingMessage: Sendable {
    /// What a message says, and how.
    public enum Body: Hashable, Sendable {
        /// Text, to be written as text/plain in UTF-8 by whatever transfer encoding it needs.
        case text(String)
        /// A body as it is, with the value of its `Content-Type:` and `Content-Transfer-Encoding:`.
        case encoded([UInt8], contentType: String, transferEncoding: String)
    }

    /// Who sent it.
    public var from: MailAddress
    /// Who gets it.
    public var to: MailAddress
    /// The subject; control characters are written as spaces.
    public var subject: String
    /// What it says.
    public var body: Body
    /// When it was sent, in seconds since 1970; nil where that is not known: there is no `Date:` then.
    public var date: Int64?
    /// The message's id, without angle brackets.
    public var messageID: String
    /// What it is, written as `X-Spam-Flag: YES` or `NO`.
    public var label: MailLabel?
    /// Further headers, in ASCII.
    public var headers: [(name: String, value: String)] = []

    /// A message of these parts.
    public init(
        from: MailAddress, to: MailAddress, subject: String, body: Body, date: Int64?, messageID: String,
        label: MailLabel?
    ) {
        (self.from, self.to, self.subject, self.body) = (from, to, subject, body)
        (self.date, self.messageID, self.label) = (date, messageID, label)
    }

    /// The message in RFC 5322 form, with the line feeds of a file.
    public func serialized() -> [UInt8] {
        let content = MessageBody(body)
        var lines = ["From: " + from.header, "To: " + to.header, "Subject: " + EncodedWords.header(subject.asSubject)]
        if let date { lines.append("Date: " + CivilDate(secondsSince1970: date).rfc5322) }
        lines += ["Message-ID: <" + MailAddress(messageID).envelope + ">", "MIME-Version: 1.0"]
        lines += ["Content-Type: " + content.contentType, "Content-Transfer-Encoding: " + content.transferEncoding]
        if let label { lines.append("X-Spam-Flag: " + (label == .spam ? "YES" : "NO")) }
        lines += headers.map { "\($0.name): " + EncodedWords.header($0.value.asSubject) }
        return Array((lines.joined(separator: "\n") + "\n\n").utf8) + content.bytes
    }
}

extension OutgoingMessage {
    /// A message read elsewhere, to be written with its text, label and date. Nothing else of its headers is known:
    /// sender and recipient are addresses that cannot exist (RFC 2606).
    public init(_ message: MailMessage) {
        let owner = String(
            decoding: message.origin.owner.utf8.map { $0.isASCIILetterOrDigit ? $0 : 0x2D }, as: UTF8.self)
        self.init(
            from: MailAddress("sender@mail.invalid"),
            to: MailAddress(owner.lowercased() + "@mail.invalid"),
            subject: message.subject,
            body: .text(message.text),
            date: message.date,
            messageID: message.digest.hex.prefix(32) + "@mail.invalid",
            label: message.label
        )
    }
}
