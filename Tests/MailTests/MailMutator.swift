@testable import Mail
@testable import Mailboxes

/// Makes hostile mail out of valid mail.
struct MailMutator {
    private var random: SplitMix64

    init(seed: UInt64) {
        random = SplitMix64(seed: seed)
    }

    /// A message or a mailbox, mutated in up to thirteen places.
    mutating func next() -> [UInt8] {
        var bytes = Self.originals[random.below(Self.originals.count)]
        for _ in 0...random.below(12) { mutate(&bytes) }
        if random.below(64) == 0 { amplify(&bytes) }
        return bytes
    }

    private mutating func mutate(_ bytes: inout [UInt8]) {
        let place = random.below(bytes.count + 1)
        let end = min(bytes.count, place + random.below(40))
        switch random.below(7) {
        case 0: if place < bytes.count { bytes[place] = UInt8(random.below(256)) }
        case 1: if place < bytes.count { bytes[place] ^= 1 << UInt8(random.below(8)) }
        case 2: bytes.removeSubrange(place..<end)
        case 3: bytes.insert(contentsOf: Array(bytes[place..<end]), at: random.below(bytes.count + 1))
        case 4: bytes.insert(contentsOf: Self.tokens[random.below(Self.tokens.count)], at: place)
        case 5 where random.below(8) == 0: bytes.removeSubrange(place...)
        default: bytes.insert(contentsOf: (0..<8).map { _ in UInt8(random.below(256)) }, at: place)
        }
    }

    /// Repeats a piece or a token so often that what takes more than linear time shows.
    private mutating func amplify(_ bytes: inout [UInt8]) {
        let place = random.below(bytes.count + 1)
        let piece =
            random.below(2) == 0
            ? Array(bytes[place..<min(bytes.count, place + 1 + random.below(60))])
            : Self.tokens[random.below(Self.tokens.count)]
        let copies = (0..<(1 + random.below(4_000))).map { _ in piece }
        bytes.insert(contentsOf: Array(copies.joined()), at: place)
    }

    private static let tokens = [
        "\r\n", "\n\n", "--=_b", "--=_b--", "=?", "?=", "\u{0}", "<", ">", "<!--", "<script", "&#", "Content-Type: ",
        "charset=utf-7", "charset=shift_jis", "charset=hz", "charset=euc-kr", "charset=big5-hkscs", "charset=utf-32",
        "charset=iso-2022-kr", "charset=utf-16", "base64", "quoted-printable", "From ", ">From ", ";", "\"", "(",
        "boundary=", "message/rfc822", "\u{1B}$)C", "application/ms-tnef", "Content-Length: 40\n",
        "X-Mozilla-Status: 0008\n",
        "X-Gmail-Labels: =?utf-8?Q?Spam,\"a?=\n", "From a Mon Jan 1 00:00:00 2001\n", "\n--=_b\n\n", "<p a='", "&amp",
        "+AGE-",
        "X-Spam-Status: Yes\n", "<b>", "</b>", "e\u{301}", "=\n", "=E9", "begin 644 f\n",
        "Content-Type: message/rfc822\n\n",
    ].map { Array($0.utf8) }

    private static let originals = [multipart, html, uuencoded, mbox, lengths, wide, foreign, apple].map {
        Array($0.utf8)
    }

    private static let multipart = """
        From: =?utf-8?B?Qm9i?= <bob@example.org>
        To: a: b@c, d@e;, "x" <y@z>
        Subject: =?iso-8859-1?Q?caf=E9?= and =?utf-8?B?5pel5pys?=
        Date: Fri, 10 Dec 1999 00:00:00 +0000
        X-Spam-Status: No, score=1
        MIME-Version: 1.0
        Content-Type: multipart/alternative; boundary="=_b"; charset*0=ut; charset*1=f-8

        --=_b
        Content-Type: text/plain; charset=iso-2022-jp
        Content-Transfer-Encoding: quoted-printable

        h=E9llo =
        w=6Frld
        --=_b
        Content-Type: text/html; charset=gb18030
        Content-Transfer-Encoding: base64

        PGh0bWw+PGJvZHk+PHAgY2xhc3M9eD48Yj5oJmVhY3V0ZTs8L2I+PHNjcmlwdD54PC9zY3JpcHQ+
        --=_b
        Content-Type: message/rfc822

        Content-Type: multipart/mixed; boundary=c

        --c

        inner
        --c--
        --=_b--

        """

    private static let html = """
        Subject: html
        Content-Type: text/html; charset=utf-16

        <html><head><meta charset="koi8-r"><style>a { b: c }</style></head><body><table><tr><td>x&nbsp;y
        <!-- comment --><a href='q' title="r">link</a><![CDATA[z]]><img alt="&lt;&#65;&#xFFFFFF;"></table>

        """

    private static let uuencoded =
        "Content-Transfer-Encoding: x-uuencode\nContent-Type: text/plain\n\nbegin 644 f\n#86)C\n`\nend\n"

    private static let mbox = """
        From a Mon Jan 1 00:00:00 2001
        Subject: x
        X-Mozilla-Status: 0001
        X-Mozilla-Keys: Junk

        >From y

        From b Tue Jan 2 00:00:00 2001
        Subject: z
        X-Keywords: $Junk NonJunk
        X-Status: A

        w

        """

    private static let lengths = """
        From a Mon Jan 1 00:00:00 2001
        Content-Length: 41

        one

        From a Mon Jan 1 00:00:00 2001
        two

        From a Mon Jan 1 00:00:00 2001
        X-Gmail-Labels: =?UTF-8?Q?Posteingang,"a,_b",Ge=C3=B6ffnet?=
        content-length: 6

        three

        From b@c
        Content-Length: 99999

        four

        """

    private static let wide =
        "Subject: \u{FF}\u{FE}w\nContent-Type: text/plain\n\nV\u{0}i\u{0}a\u{0}g\u{0}r\u{0}a\u{0} \u{0}4\u{0} \u{0}u\u{0}\n"

    private static let foreign = """
        Subject: forwarded
        Content-Type: multipart/mixed; boundary==_b

        --=_b
        Content-Type: message/rfc822
        Content-Transfer-Encoding: base64

        U3ViamVjdDogaW5uZXIKQ29udGVudC1UeXBlOiBtdWx0aXBhcnQvbWl4ZWQ7IGJvdW5kYXJ5PWMKCi0tYwoKYQotLWMt
        --=_b
        Content-Type: application/ms-tnef; name=winmail.dat
        Content-Transfer-Encoding: base64

        eJ8+IgEAAQaQCAAEAAAAAAABAAEAAQeQBgAIAAAA
        --=_b
        Content-Type: text/enriched; charset="x-mac-cyrillic"
        Content-Disposition: inline; filename*=utf-8''%e2%82%ac

        <bold>x</bold>
        --=_b--

        """

    private static let apple =
        "42   \nFrom: a@b\nSubject: apple\n\nwords of apple\n\n<plist><dict><key>flags</key><integer>16777217</integer></dict></plist>\n"
}
