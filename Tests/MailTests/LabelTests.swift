import Testing

@testable import Mail
@testable import Mailboxes

@Suite struct LabelTests {
    @Test(arguments: [
        ("X-Spam-Flag: YES\n", MailLabel.spam, LabelSource.spamFlag),
        ("X-Spam-Flag: no\n", .ham, .spamFlag),
        ("x-spam-status: Yes, score=9.1 required=5.0\n", .spam, .spamStatus),
        ("X-Spam-Status: No, score=-1\n tests=NO\n", .ham, .spamStatus),
        ("X-Spam-Status: Yes\nX-Spam-Flag: NO\n", .ham, .spamFlag),
        ("X-Spam-Flag: maybe\nX-Spam-Status: Yes\n", .spam, .spamStatus),
        ("X-Gmail-Labels: Spam,Unread\n", .spam, .gmailLabels),
        ("X-Gmail-Labels: Spam\nX-Spam-Status: No\n", .ham, .spamStatus),
        ("X-Gmail-Labels: Inbox\nX-Mozilla-Keys: Junk\n", .ham, .gmailLabels),
        ("X-Mozilla-Keys: $label1 Junk \n", .spam, .keyword),
        ("X-Mozilla-Keys: NonJunk\nX-Mozilla-Status: 0001\n", .ham, .keyword),
    ])
    func headersDecideInOrder(_ headers: String, _ label: MailLabel, _ source: LabelSource) throws {
        let read = try message(headers + "\nbody\n")
        #expect(read.label == label)
        #expect(read.labelSource == source)
    }

    @Test(
        arguments: [
            ("Inbox,Important,Category Updates", MailLabel.ham), ("Archived,Opened", .ham),
            ("Spam,Category Promotions", .spam),
            ("Trash,Inbox", nil), ("Sent,Opened", nil), ("Chat", nil), ("Drafts", nil), ("", nil), ("My label", nil),
            ("\"a,Spam\",Inbox", .ham), ("Opened,\"Spam\"", .spam), ("=?UTF-8?Q?Posteingang,Ge=C3=B6ffnet?=", .ham),
            ("=?UTF-8?B?0KHQv9Cw0Lw=?=", .spam), ("=?UTF-8?Q?Bo=C3=AEte_de_r=C3=A9ception,Non_lus?=", .ham),
            ("=?UTF-8?B?6L+35oOR44Oh44O844Or?=", .spam), ("=?UTF-8?Q?Archiv=C3=A9s,Envoy=C3=A9?=", nil),
            ("=?UTF-8?Q?Messages_archiv=C3=A9s,Ouvert,Cat=C3=A9gorie=C2=A0:_E-mails_?=\n =?UTF-8?Q?personnels?=", .ham),
            ("=?UTF-8?Q?Posteingang,Kategorie:_=22Neuigkeiten=22?=", .ham), ("Opened,\n Spam", .spam),
            ("Inbox,Not spam at all", .ham), ("=?UTF-8?Q?SKR=C3=84PPOST?=", .spam),
        ] as [(String, MailLabel?)])
    func gmailLabelsComeInEveryLanguage(_ labels: String, _ label: MailLabel?) throws {
        #expect(try message("X-Gmail-Labels: \(labels)\nSubject: x\n\ny\n").label == label)
    }

    @Test(
        arguments: [
            ("spam/a.eml", MailLabel.spam), ("Junk/cur/a.eml", .spam), ("x/.INBOX/a.eml", .ham),
            ("ham/x/y/a.eml", .ham),
            ("inbox/spam/a.eml", .spam), (".Archive.Junk/cur/a.eml", .spam), ("Maildir/cur/a.eml", .ham),
            ("Maildir/.Junk/new/a.eml", .spam), ("Inbox.sbd/Junk/a.eml", .spam), ("Junk.mbox/a.eml", .spam),
            ("[Gmail]/Spam/a.eml", .spam), ("Inbox/Trash/a.eml", nil), ("Inbox/Drafts/cur/a.eml", nil),
            ("Inbox/Archive/a.eml", .ham), ("Junk E-mail/a.eml", .spam), ("Courrier indésirable/a.eml", .spam),
            (".&BCEEPwQwBDw-/cur/a.eml", .spam), (".Courrier ind&AOk-sirable/cur/a.eml", .spam), ("R&-D/a.eml", nil),
            (".Junk.2021/cur/a.eml", .spam), ("inbox/.Junk.Archive/cur/a.eml", .spam),
            ("inbox/.Archive.2021/cur/a.eml", .ham), (".INBOX.Spam.old/cur/a.eml", .spam),
            (".Trash.Junk.x/cur/a.eml", .spam),
            (".Junk.Trash.x/cur/a.eml", nil), ("x/Junk.2021/a.eml", nil), ("archive/a.eml", nil),
            ("spammers/a.eml", nil), ("Not Spam/a.eml", nil),
        ] as [(String, MailLabel?)])
    func theNearestFolderDecides(_ name: String, _ label: MailLabel?) throws {
        let folder = try TemporaryFolder()
        try folder.write(name, "Subject: x\n\ny\n")
        let read = try readAll(folder.path).messages
        #expect(read.map(\.label) == [label])
        #expect(read.map(\.labelSource) == [label == nil ? nil : .folder])
    }

    @Test func anMboxIsAFolder() throws {
        let folder = try TemporaryFolder()
        let mbox =
            "From a Mon Jan 1 00:00:00 2001\nSubject: x\n\ny\n\nFrom a Mon Jan 1 00:00:00 2001\nX-Spam-Flag: NO\n\ny\n\n"
        let path = try folder.write("Spam.mbox", mbox)
        #expect(try readAll(path).messages.map(\.label) == [.spam, .ham])
        #expect(try readAll(folder.write("other.mbox", mbox)).messages.map(\.label) == [nil, .ham])
        #expect(try readAll(folder.write("Junk.mbox/mbox", mbox)).messages.map(\.label) == [.spam, .ham])
    }

    @Test func sourcesCanBeChosen() throws {
        var parser = MessageParser()
        parser.labelSources = [.spamStatus]
        let read = parser.message(
            Array("X-Spam-Flag: YES\n\nx\n".utf8), origin: MailOrigin(path: "-", folders: ["spam"]))
        #expect(read?.label == nil)
        #expect(LabelSource.allCases.sorted() == LabelSource.allCases)
    }

    @Test func modifiedUTF7IsDecoded() {
        #expect(ModifiedUTF7.decode("Entw&APw-rfe") == "Entwürfe")
        #expect(ModifiedUTF7.decode("&ZeVnLIqe-") == "日本語")
        #expect(ModifiedUTF7.decode("a&-b+c") == "a&b+c")
        #expect(ModifiedUTF7.decode("~peter/mail/&U,BTFw-/&ZeVnLIqe-") == "~peter/mail/台北/日本語")
        for broken in ["&", "&&&", "&A", "&!!!-", "x&ZeVn", "&" + String(repeating: "A", count: 10_000)] {
            #expect(ModifiedUTF7.decode(broken).utf8.count <= 40_000)
        }
    }
}
