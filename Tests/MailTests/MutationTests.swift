import Testing

@testable import Mail

/// Valid messages, mutated: no result is right or wrong, but every one is bounded and none crashes.
@Suite struct MutationTests {
    private static let originals = [
        """
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

        """,
        """
        Subject: html
        Content-Type: text/html; charset=utf-16

        <html><head><meta charset="koi8-r"><style>a { b: c }</style></head><body><table><tr><td>x&nbsp;y
        <!-- comment --><a href='q' title="r">link</a><![CDATA[z]]><img alt="&lt;&#65;&#xFFFFFF;"></table>

        """,
        "Content-Transfer-Encoding: x-uuencode\nContent-Type: text/plain\n\nbegin 644 f\n#86)C\n`\nend\n",
        "From a Mon Jan 1 00:00:00 2001\nSubject: x\n\n>From y\n\nFrom b Tue Jan 2 00:00:00 2001\nSubject: z\n\nw\n",
    ].map { Array($0.utf8) }

    private static let tokens = [
        "\r\n", "\n\n", "--=_b", "--=_b--", "=?", "?=", "\u{0}", "<", ">", "<!--", "<script", "&#", "Content-Type: ",
        "charset=utf-7", "charset=shift_jis", "charset=hz", "charset=euc-kr", "charset=big5-hkscs", "charset=utf-32",
        "charset=iso-2022-kr", "base64", "From ", ">From ", ";", "\"", "(", "boundary=", "message/rfc822", "\u{1B}$)C",
    ].map { Array($0.utf8) }

    private static func mutate(_ bytes: inout [UInt8], with random: inout SplitMix64) {
        let place = random.below(bytes.count + 1)
        let end = min(bytes.count, place + random.below(40))
        switch random.below(6) {
        case 0: if place < bytes.count { bytes[place] = UInt8(random.below(256)) }
        case 1: if place < bytes.count { bytes[place] ^= 1 << UInt8(random.below(8)) }
        case 2: bytes.removeSubrange(place..<end)
        case 3: bytes.insert(contentsOf: Array(bytes[place..<end]), at: random.below(bytes.count + 1))
        case 4: bytes.insert(contentsOf: tokens[random.below(tokens.count)], at: place)
        default: bytes.insert(contentsOf: (0..<8).map { _ in UInt8(random.below(256)) }, at: place)
        }
    }

    @Test(arguments: 0..<8)
    func mutatedMailNeverCrashes(_ seed: Int) throws {
        var random = SplitMix64(seed: UInt64(seed))
        let reader = MailReader()
        let tokenizer = Tokenizer()
        for round in 0..<500 {
            var bytes = Self.originals[random.below(Self.originals.count)]
            for _ in 0...random.below(12) { Self.mutate(&bytes, with: &random) }
            guard let message = reader.message(bytes) else { continue }
            let features = tokenizer.features(subject: message.subject, text: message.text)
            #expect(features.count <= 500 && features.allSatisfy { $0 < 65_536 }, "seed \(seed), round \(round)")
            // UTF-16 read as such grows by half, invalid bytes to three each.
            #expect(message.text.utf8.count <= bytes.count * 3 + 16, "seed \(seed), round \(round)")
            _ = try MboxSplitter(ByteReader(MemorySource(bytes)), limit: 1_000).next()
        }
    }
}
