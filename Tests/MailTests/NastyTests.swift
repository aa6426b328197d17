import Foundation
import Testing

@testable import Mail
@testable import Mailboxes

/// The worst that mail programs, spammers and transports make of MIME: what a reader would show is read, and nothing
/// else.
@Suite struct NastyTests {
    private func text(_ headers: String, _ body: [UInt8]) throws -> String {
        try #require(MessageParser().message(Array((headers + "\n\n").utf8) + body)).text
    }

    private func utf16(_ text: String, _ encoding: String.Encoding) -> [UInt8] {
        Array(text.data(using: encoding) ?? Data())
    }

    @Test func utf16IsReadWhateverItIsDeclaredAs() throws {
        let words = "Viagra für alle, 50 % off"
        let (little, big) = (utf16(words, .utf16LittleEndian), utf16(words, .utf16BigEndian))
        for charset in ["us-ascii", "utf-8", "iso-8859-1", "windows-1251", "utf-16", "x-unknown"] {
            let header = "Content-Type: text/plain; charset=\(charset)"
            #expect(try text(header, little) == words, "\(charset), little-endian")
            #expect(try text(header, [0xFF, 0xFE] + little) == words, "\(charset), little-endian with a mark")
            #expect(try text(header, [0xFE, 0xFF] + big) == words, "\(charset), big-endian with a mark")
            if charset != "utf-16" { #expect(try text(header, big) == words, "\(charset), big-endian") }
        }
        #expect(try text("Content-Type: text/plain; charset=utf-16be", big) == words)
        let html = utf16("<html><body><p>\(words)</p></body></html>", .utf16LittleEndian)
        #expect(try text("Content-Type: text/html; charset=utf-16", html) == words)
        let encoded = Array(Data([0xFF, 0xFE] + little).base64EncodedString(options: .lineLength76Characters).utf8)
        #expect(try text("Content-Transfer-Encoding: base64\nContent-Type: text/plain", encoded) == words)
        // A surrogate cut in two, and an odd byte at the end.
        #expect(try text("Content-Type: text/plain; charset=utf-16le", [0x41, 0, 0x3D, 0xD8]).hasPrefix("A"))
        #expect(try text("Content-Type: text/plain; charset=utf-16le", little + [0x41]).hasPrefix(words))
    }

    @Test(
        arguments: [
            ("gb2312", [0xC4, 0xE3, 0x98, 0x4F], "你極"), ("\"GB2312\"", [0xC4, 0xE3], "你"),
            ("x-gbk", [0xC4, 0xE3], "你"), ("ks_c_5601-1987", [0xC7, 0xD1], "한"),
            ("euc-kr", [0xC7, 0xD1], "한"), ("x-sjis", [0x93, 0xFA], "日"), ("cp-850", [0x81], "ü"),
            ("win-1251", [0xEC], "м"),
            ("windows-1251", [0xEC], "м"), ("iso-8859-8-i", [0xF9], "ש"), ("utf8mb4", [0xC3, 0xBC], "ü"),
            ("'utf-8'", [0xC3, 0xBC], "ü"),
            ("eucjp", [0xC6, 0xFC], "日"), ("UNICODE-1-1-UTF-7", Array("a".utf8), "a"), ("big5", [0xA7, 0x41], "你"),
            ("koi8-u", [0xA4], "є"), ("macintosh", [0x9F], "ü"), ("tis-620", [0xA1], "ก"),
        ] as [(String, [UInt8], String)])
    func charsetsComeUnderManyNames(_ name: String, _ bytes: [UInt8], _ expected: String) {
        #expect(Charset.decode(bytes, charset: name).text == expected)
    }

    @Test func theWrongCharsetIsStillText() throws {
        #expect(try text("Content-Type: text/plain; charset=utf-8", [0x66, 0xFC, 0x72, 0x20, 0x78]).hasSuffix("r x"))
        #expect(
            try text("Content-Type: text/plain; charset=iso-8859-1", [0xEF, 0xBB, 0xBF] + Array("für".utf8)) == "für")
        #expect(try text("Content-Type: text/plain; charset=us-ascii", Array("für".utf8)) == "für")
        #expect(try text("Content-Type: text/plain; charset=shift_jis", [0x61, 0xFF, 0xFF, 0x62]).contains("b"))
    }

    @Test func rawHeadersAreInTheCharsetOfTheText() throws {
        let body = "Content-Type: text/plain; charset=windows-1251\n\n"
        let read = MessageParser().message(
            Array("Subject: ".utf8) + [0xEC, 0xE8, 0xF0, 0x0A] + Array(body.utf8) + [0xEC])
        #expect(read?.subject == "мир" && read?.text == "м")
        let chinese =
            Array("Subject: ".utf8) + [0xC4, 0xE3, 0x0A] + Array("Content-Type: text/html; charset=gb2312\n\nx".utf8)
        #expect(MessageParser().message(chinese)?.subject == "你")
        let utf8 = "Subject: für\nContent-Type: text/plain; charset=koi8-r\n\nx"
        #expect(try message(utf8).subject == "für")
        for charset in ["utf-16", "x-none", "iso-2022-jp", "../x"] {
            let source =
                Array("Subject: f".utf8) + [0xFC, 0x0A]
                + Array("Content-Type: text/plain; charset=\(charset)\n\nx".utf8)
            #expect(MessageParser().message(source)?.subject.hasPrefix("f") == true, "\(charset)")
        }
    }

    @Test func eightBitBytesMayStandAnywhereInAHeader() throws {
        for byte in UInt8(0x80)...0xFF {
            let source = Array("Sub".utf8) + [byte] + Array("ject: a\nSubject".utf8) + [byte] + Array(": b\n".utf8)
            let rest = Array("Subject: c".utf8) + [byte] + Array("\nContent-Type: text/plain; charset=\"".utf8) + [byte]
            let read = MessageParser().message(Array("To: x\n".utf8) + rest + Array("\"\n\nwords\n".utf8))
            #expect(read?.subject.hasPrefix("c") == true && read?.text == "words", "\(byte)")
            _ = MessageParser().message(source)
        }
    }

    @Test(
        arguments: [
            ("dGhlIHdvcmRz", "the words"), ("dGhl\nIHdv\ncmRz", "the words"), ("dGhlIHdvcmRz====", "the words"),
            ("dGhl!!!IHdvcmRz", "the words"), ("dGhlIHdvcmR", "the wo"), ("dGhl IHdv\tcmRz", "the words"),
            ("dGhlIHdvcmRz\n--\nnot base64 at all", nil), ("=", ""), ("====", ""), ("A", nil), ("\u{0}\u{0}\u{0}", nil),
        ] as [(String, String?)])
    func base64IsDecodedAsFarAsItGoes(_ body: String, _ expected: String?) throws {
        let found = try text("Content-Type: text/plain\nContent-Transfer-Encoding: base64", Array(body.utf8))
        if let expected { #expect(found == expected) } else { #expect(found.utf8.count <= 3 * body.utf8.count) }
    }

    @Test func everyByteAsBase64IsHarmless() throws {
        let all = (0...255).map { UInt8($0) }
        var random = SplitMix64(seed: 12)
        for round in 0..<200 {
            let body = (0..<300).map { _ in all[random.below(256)] }
            for encoding in ["base64", "quoted-printable", "x-uuencode"] {
                let found = try text("Content-Type: text/plain\nContent-Transfer-Encoding: \(encoding)", body)
                #expect(found.utf8.count <= 3 * body.count, "\(encoding), round \(round)")
            }
        }
    }

    @Test func htmlAloneIsEnough() throws {
        let page =
            "<html><body><style>x{}</style><h1>Only</h1>HTML<br>here &amp; now<img src=x alt=picture></body></html>"
        #expect(try text("Content-Type: text/html", Array(page.utf8)) == "Only\nHTML\nhere & now picture")
        #expect(try text("Content-Type: text/x-amp-html", Array("<p>Only <b>amp</b>".utf8)) == "Only amp")
        #expect(try text("Content-Type: application/xhtml+xml", Array("<p>no text part".utf8)) == "")
    }

    @Test(arguments: ["application/ms-tnef; name=winmail.dat", "application/vnd.ms-tnef", "APPLICATION/MS-TNEF"])
    func winmailIsNotTextAndIsCounted(_ type: String) throws {
        let folder = try TemporaryFolder()
        let tnef = Data([0x78, 0x9F, 0x3E, 0x22] + (0..<300).map { UInt8($0 & 0xFF) }).base64EncodedString()
        let part = "Content-Type: \(type)\nContent-Transfer-Encoding: base64\n\n\(tnef)\n"
        try folder.write("alone.eml", "From: a@b\nSubject: closed\n" + part)
        try folder.write(
            "both.eml",
            "From: a@b\nSubject: open\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nwords\n--b\n\(part)--b--\n")
        let (messages, summary) = try readAll(folder.path)
        #expect(messages.map(\.text) == ["", "words"])
        #expect(summary.closed == 1 && summary.description.hasSuffix("1 encrypted or in winmail.dat, subject only"))
    }

    @Test func encryptedMailIsCounted() throws {
        let folder = try TemporaryFolder()
        let parts =
            "--b\nContent-Type: application/pgp-encrypted\n\nVersion: 1\n--b\nContent-Type: application/octet-stream\n\n-----BEGIN\n--b--\n"
        try folder.write("1.eml", "Subject: x\nContent-Type: multipart/encrypted; boundary=b\n\n" + parts)
        try folder.write(
            "2.eml", "Subject: x\nContent-Type: application/pkcs7-mime; smime-type=enveloped-data\n\nMIIB\n")
        #expect(try readAll(folder.path).summary.closed == 2)
    }

    @Test func aForwardedMessageMayBeEncoded() throws {
        let inner = "Subject: inner\nContent-Type: text/plain; charset=utf-8\n\ninnere Wörter\n"
        let encoded = Data(inner.utf8).base64EncodedString(options: .lineLength76Characters)
        let source = "Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n\(encoded)\n"
        #expect(try message(source).text == "innere Wörter")
        let both = "Content-Type: multipart/mixed; boundary=b\n\n--b\n\(source)\n--b\n\nafter\n--b--\n"
        #expect(try message(both).text == "innere Wörter\nafter")
        var nested = inner
        for _ in 0..<40 {
            nested =
                "Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n"
                + Data(nested.utf8).base64EncodedString()
        }
        #expect(try message(nested).text == "")
    }

    /// Quoted-printable does not shrink: thirty copies of a large message would not be bounded by its size.
    @Test func nestedEncodedMessagesAreDecodedInPart() throws {
        var limits = MailLimits()
        limits.textBytes = 10_000
        let level = "Content-Type: message/rfc822\nContent-Transfer-Encoding: quoted-printable\n\n".replacing(
            "=", with: "=3D")
        let source = String(repeating: level, count: 25) + "\nwords " + String(repeating: "x ", count: 10_000)
        let folder = try TemporaryFolder()
        let (messages, summary) = try readAll(folder.write("a.eml", source), limits: limits)
        #expect(messages.map(\.text) == [""] && summary.textsCut == 1)
        #expect(try message(source).text.hasPrefix("words x"))
    }

    @Test func boundariesMayResembleEachOther() throws {
        let source = """
            Content-Type: multipart/mixed; boundary=b

            --b
            Content-Type: multipart/alternative; boundary="b b"

            --b b
            Content-Type: multipart/related; boundary="b-"

            --b-

            one
            --b --b
            --b-x
            --b---
            --b b--
            --b
            Content-Type: multipart/mixed; boundary=bb

            --bb

            two
            --b
            Content-Type: multipart/mixed; boundary=b

            --b--

            """
        #expect(try message(source).text == "one\n--b --b\n--b-x\ntwo")
    }

    /// A message of every kind of part, cut off at every byte.
    @Test func everyTruncationIsReadAsFarAsItGoes() throws {
        let whole = Array(
            """
            From: =?utf-8?B?QQ==?= <a@b>
            Subject: =?iso-8859-1?Q?caf=E9?=
            Content-Type: multipart/mixed; boundary="x"

            --x
            Content-Type: text/plain; charset=utf-16be
            Content-Transfer-Encoding: base64

            AGgAZQBsAGwAbw==
            --x
            Content-Type: text/html; charset=gb18030
            Content-Transfer-Encoding: quoted-printable

            <p>=C4=E3 <b>w=
            ord</b> &eacute;
            --x
            Content-Type: message/rfc822

            Content-Type: multipart/mixed; boundary=y

            --y
            Content-Type: application/ms-tnef

            eJ8+
            --y

            last
            --y--
            --x--

            """.utf8)
        for length in 0...whole.count {
            guard let read = MessageParser().message(Array(whole[..<length])) else { continue }
            #expect(read.text.utf8.count < length && !read.text.contains("--x"), "\(length)")
        }
        #expect(MessageParser().message(whole)?.text == "hello\n你 word é\nlast")
    }

    @Test func duplicateAndContradictoryHeadersCountOnce() throws {
        let source =
            "Content-Type: text/html\nContent-Type: text/plain\nSubject: a\nSubject: b\nX-Spam-Flag: YES\nX-Spam-Flag: NO\n\n<p>x"
        let read = try message(source)
        #expect(read.text == "x" && read.subject == "a" && read.label == .spam)
    }

    @Test func lineEndsMayBeMixed() throws {
        let source =
            "Subject: a\r\nContent-Type: multipart/mixed; boundary=b\n\r\n--b\r\n\none\r\n--b\n\r\ntwo\n--b--\r\n"
        #expect(try message(source).text == "one\ntwo")
    }
}
