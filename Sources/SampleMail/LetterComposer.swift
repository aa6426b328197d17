import Mail
import Mailboxes

/// Makes messages of letters, in the variety that mail has: plain in UTF-8 or quoted-printable Latin-1, HTML beside
/// plain text or alone, an attachment now and then.
struct LetterComposer {
    let seed: UInt64

    func compose(_ letter: Letter, date: Int64, id: String, replyTo: String?, _ random: inout SplitMix64)
        -> OutgoingMessage
    {
        var message = OutgoingMessage(
            from: letter.from, to: letter.to, subject: letter.subject, body: body(of: letter, &random), date: date,
            messageID: id, label: letter.label)
        if let replyTo { message.headers += [("In-Reply-To", "<\(replyTo)>"), ("References", "<\(replyTo)>")] }
        message.headers.append(("X-Synthetic", "made by grok-lab sample-mail, seed \(seed); nobody wrote this"))
        return message
    }

    private func body(of letter: Letter, _ random: inout SplitMix64) -> OutgoingMessage.Body {
        let plain = Self.plain(letter)
        // Spam is HTML more often than mail between people, but neither is always.
        let draw = random.unit() + (letter.label == .spam ? 0.2 : 0)
        switch draw {
        case ..<0.45: return .text(plain)
        case ..<0.6: return Self.latin(plain) ?? .text(plain)
        case ..<0.7: return withAttachment(plain, &random)
        case ..<1.05: return alternative(plain, HTMLWriter.page(letter, disguised: false), &random)
        default:
            let page = HTMLWriter.page(letter, disguised: letter.label == .spam && random.chance(0.4))
            return .encoded(Array(page.utf8), contentType: "text/html; charset=utf-8", transferEncoding: "8bit")
        }
    }

    private static func plain(_ letter: Letter) -> String {
        let paragraphs = letter.paragraphs.map(wrapped).joined(separator: "\n\n")
        return letter.quoted.isEmpty ? paragraphs : paragraphs + "\n\n" + letter.quoted.joined(separator: "\n")
    }

    /// Lines of 72 characters at most where blanks allow it.
    private static func wrapped(_ paragraph: String) -> String {
        paragraph.split(separator: "\n").map { line in
            var (lines, current) = ([String](), "")
            for word in line.split(separator: " ") {
                if !current.isEmpty, current.count + word.count >= 72 {
                    lines.append(current)
                    current = ""
                }
                current += (current.isEmpty ? "" : " ") + word
            }
            return (lines + [current]).joined(separator: "\n")
        }.joined(separator: "\n")
    }

    /// ISO 8859-1 in quoted-printable; nil where a character is not in it.
    private static func latin(_ text: String) -> OutgoingMessage.Body? {
        guard text.unicodeScalars.allSatisfy({ $0.value < 0x80 || 0xA0...0xFF ~= $0.value }) else { return nil }
        var line = ""
        var lines: [String] = []
        for scalar in text.unicodeScalars {
            let isPlain = scalar.value < 0x7F && scalar != "="
            let digits = String(scalar.value, radix: 16, uppercase: true)
            let piece = scalar == "\n" ? "" : isPlain ? String(scalar) : "=" + digits
            if line.utf8.count + piece.utf8.count > 75 {
                lines.append(line + "=")
                line = ""
            }
            line += piece
            guard scalar == "\n" else { continue }
            lines.append(line)
            line = ""
        }
        return .encoded(
            Array((lines + [line]).joined(separator: "\n").utf8), contentType: "text/plain; charset=iso-8859-1",
            transferEncoding: "quoted-printable")
    }

    private func alternative(_ plain: String, _ page: String, _ random: inout SplitMix64) -> OutgoingMessage.Body {
        let boundary = Self.boundary(&random)
        let parts = [("text/plain; charset=utf-8", plain), ("text/html; charset=utf-8", page)]
        let body = parts.map { type, text in
            "--\(boundary)\nContent-Type: \(type)\nContent-Transfer-Encoding: 8bit\n\n\(text)\n"
        }
        let whole = body.joined() + "--\(boundary)--\n"
        return .encoded(
            Array(whole.utf8), contentType: "multipart/alternative; boundary=\"\(boundary)\"", transferEncoding: "8bit")
    }

    private func withAttachment(_ plain: String, _ random: inout SplitMix64) -> OutgoingMessage.Body {
        let boundary = Self.boundary(&random)
        let name = "\(random.pick(["report", "invoice", "minutes", "photo", "form"]))-\(random.below(900)).pdf"
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
        let content = (0..<12).map { _ in String((0..<76).map { _ in random.pick(letters) }) }.joined(separator: "\n")
        let whole = """
            --\(boundary)
            Content-Type: text/plain; charset=utf-8
            Content-Transfer-Encoding: 8bit

            \(plain)

            --\(boundary)
            Content-Type: application/pdf; name="\(name)"
            Content-Disposition: attachment; filename="\(name)"
            Content-Transfer-Encoding: base64

            \(content)
            --\(boundary)--

            """
        return .encoded(
            Array(whole.utf8), contentType: "multipart/mixed; boundary=\"\(boundary)\"", transferEncoding: "8bit")
    }

    private static func boundary(_ random: inout SplitMix64) -> String {
        "=_" + String(random.next(), radix: 36)
    }
}
