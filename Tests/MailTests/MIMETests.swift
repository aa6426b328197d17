import Testing

@testable import Mail
@testable import Mailboxes

@Suite struct MIMETests {
    @Test func readsAPlainMessage() throws {
        let read = try message("Subject: Hi\nDate: Fri, 10 Dec 1999 12:00:00 +0200\n\nline one\r\nline two\n")
        #expect(read.subject == "Hi")
        #expect(read.text == "line one\nline two")
        #expect(read.date == 944_820_000)
        #expect(read.label == nil)
    }

    @Test func takesEveryTextPartAndNoAttachment() throws {
        let read = try message(
            """
            Subject: parts
            Content-Type: multipart/mixed; boundary="out er"

            preamble
            --out er
            Content-Type: multipart/alternative; boundary=inner

            --inner

            plain words
            --inner
            Content-Type: text/html

            <p>html <b>w</b>ords
            --inner--
            --out er
            Content-Disposition: attachment; filename=a.txt

            attached words
            --out er
            Content-Type: image/png
            Content-Transfer-Encoding: base64

            iVBORw0KGgo=
            --out er
            Content-Type: message/rfc822

            To: a:a:a:
            Content-Type: text/plain

            forwarded words
            --out er--
            epilogue

            """)
        #expect(read.text == "plain words\nhtml words\nforwarded words")
    }

    @Test(arguments: [
        ("base64", "SMO2bGxl\nIFdlbHQ=\n"), ("quoted-printable", "H=C3=B6lle=\n Welt\n"), ("8bit", "Hölle Welt\n"),
        ("unheard-of", "Hölle Welt\n"), ("BASE64 ", "SMO2bGxlIFdlbHQ=\n"),
    ])
    func undoesTransferEncodings(_ encoding: String, _ body: String) throws {
        let source = "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: \(encoding)\n\n\(body)"
        #expect(try message(source).text == "Hölle Welt")
    }

    @Test(
        arguments: [
            ("utf-8", Array("żółw".utf8), "żółw"), ("iso-8859-2", [0xBF, 0xF3, 0xB3, 0x77], "żółw"),
            ("ISO-8859-1", [0x93, 0xE9, 0x94], "“é”"), ("koi8-r", [0xCD, 0xC9, 0xD2], "мир"),
            ("shift_jis", [0x93, 0xFA, 0x96, 0x7B], "日本"), ("iso-2022-jp", Array("\u{1B}$BF|K\\\u{1B}(B".utf8), "日本"),
            ("gb2312", [0xC4, 0xE3, 0xBA, 0xC3], "你好"), ("utf-16be", [0x00, 0x68, 0x26, 0x3A], "h☺"),
            ("us-ascii", [0x68, 0xE9], "hé"), ("utf-8", [0x68, 0xE9, 0x69], "h\u{FFFD}i"),
        ] as [(String, [UInt8], String)])
    func decodesCharsets(_ charset: String, _ bytes: [UInt8], _ expected: String) {
        let (text, isKnown) = Charset.decode(bytes, charset: charset)
        #expect(text == expected)
        #expect(isKnown)
    }

    @Test(arguments: ["x-klingon", "../../../tmp/evil", "utf-8//TRANSLIT", "iso-2022-cn-ext", "cp99999"])
    func anUnknownCharsetIsGuessedAndCounted(_ charset: String) throws {
        #expect(Charset.decode(Array("é".utf8), charset: charset) == ("é", false))
        #expect(Charset.decode([0x68, 0xE9], charset: charset) == ("hé", false))
        let folder = try TemporaryFolder()
        let path = try folder.write("a.eml", "Content-Type: text/plain; charset=\"\(charset)\"\n\nwords\n")
        #expect(try readAll(path).summary.unknownCharsets == 1)
        let subject = try folder.write("b.eml", "Subject: =?\(charset)?q?words?=\n\nx\n")
        #expect(try readAll(subject).summary.unknownCharsets == 1)
    }

    @Test(arguments: [
        ("=?utf-8?B?w4RyZ2Vy?= =?utf-8?Q?_im_B=C3=BCro?=", "Ärger im Büro"),
        ("=?utf-8?B?YQ==?= =?utf-8?B?Yg==?=\n =?UTF-8?b?Yw==?=", "abc"),
        ("=?utf-8?q?=E6=97?= =?utf-8?q?=A5_x?= y", "日 x y"), ("=?a?=?= =?=?utf-8?q?z?=", "=?a?=?= =?z"),
        ("=?iso-8859-1*en?q?caf=E9?= time", "café time"),
        ("Re: =?utf-8?q?folded?=\n =?utf-8?q?_word?=", "Re: folded word"),
        ("plain\n\tfolded", "plain folded"),
        ("=?utf-8?B?broken", "=?utf-8?B?broken"),
        ("=?x-klingon?q?abc?=", "abc"),
        ("a\u{0}b\u{7}c", "a b c"),
        ("roh: ärger", "roh: ärger"),
    ])
    func decodesSubjects(_ raw: String, _ expected: String) throws {
        #expect(try message("Subject: \(raw)\n\nx\n").subject == expected)
    }

    @Test func raw8BitHeadersAreGuessed() throws {
        let read = MessageParser().message(Array("Subject: caf".utf8) + [0xE9, 0x0A, 0x0A, 0x78])
        #expect(read?.subject == "café")
    }

    @Test(arguments: [
        ("Content-Type: multipart/mixed\n\nno boundary\n", "no boundary"),
        ("Content-Type: multipart/mixed; boundary=b\n\nno delimiter\n", "no delimiter"),
        ("Content-Type: multipart/mixed; boundary=b\n\n--b\n\nunclosed\n", "unclosed"),
        ("Content-Type: multipart/mixed; boundary=b\n\n--b\n\none\n--b--\n--b\n\ntwo\n", "one"),
        ("Content-Type: nonsense\n\nwords\n", "words"),
        ("Content-Type: \n\nwords\n", "words"),
        ("Content-Type: text/plain; charset=\n\nwords\n", "words"),
        ("Subject: x\nno blank line, no header\n", "no blank line, no header"),
        ("Subject: x\n: empty name\n", ": empty name"),
        ("Subject : x\nTo: y\n\nwords", "words"),
        ("Content-Type: text/plain\nContent-Transfer-Encoding: base64\n\n!!!!\n", ""),
        ("Content-Type: application/pdf\n\n%PDF\n", ""),
    ])
    func makesTheBestOfBrokenMail(_ source: String, _ text: String) throws {
        #expect(try message(source).text == text)
    }

    @Test func nestingAndPartsHaveLimits() throws {
        let folder = try TemporaryFolder()
        let deep = (0..<5_000).map { "Content-Type: multipart/mixed; boundary=b\($0)\n\n--b\($0)\n" }.joined()
        let forwarded = String(repeating: "Content-Type: message/rfc822\n\n", count: 5_000)
        let wide = "Content-Type: multipart/mixed; boundary=b\n\n" + String(repeating: "--b\n\nx\n", count: 5_000)
        try folder.write("1.eml", deep)
        try folder.write("2.eml", forwarded)
        try folder.write("3.eml", wide)
        let (messages, summary) = try readAll(folder.path)
        #expect(summary.textsCut == 3)
        #expect(messages.last?.text.split(separator: "\n").count == MailLimits().parts - 1)
    }

    @Test func textHasALimitThatCutsNoWord() throws {
        var limits = MailLimits()
        limits.textBytes = 1_000
        let folder = try TemporaryFolder()
        let path = try folder.write(
            "a.eml", "Content-Type: text/plain; charset=utf-8\n\n" + String(repeating: "wört ", count: 1_000))
        let (messages, summary) = try readAll(path, limits: limits)
        #expect(summary.textsCut == 1)
        #expect(Set(Tokenizer.words(in: messages[0].text)) == ["wört"])
        #expect((936...1_000).contains(messages[0].text.utf8.count))
    }
}
