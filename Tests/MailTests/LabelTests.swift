import Testing

@testable import Mail

@Suite struct LabelTests {
    @Test(arguments: [
        ("X-Spam-Flag: YES\n", MailLabel.spam, LabelSource.spamFlag),
        ("X-Spam-Flag: no\n", .ham, .spamFlag),
        ("x-spam-status: Yes, score=9.1 required=5.0\n", .spam, .spamStatus),
        ("X-Spam-Status: No, score=-1\n tests=NO\n", .ham, .spamStatus),
        ("X-Spam-Status: Yes\nX-Spam-Flag: NO\n", .ham, .spamFlag),
        ("X-Spam-Flag: maybe\nX-Spam-Status: Yes\n", .spam, .spamStatus),
    ])
    func headersDecideInOrder(_ headers: String, _ label: MailLabel, _ source: LabelSource) throws {
        let read = try message(headers + "\nbody\n")
        #expect(read.label == label)
        #expect(read.labelSource == source)
    }

    @Test(arguments: [
        ("spam/a.eml", MailLabel.spam), ("Junk/cur/a.eml", .spam), ("x/.INBOX/a.eml", .ham), ("ham/x/y/a.eml", .ham),
        ("inbox/spam/a.eml", .spam),
    ])
    func theNearestFolderDecides(_ name: String, _ label: MailLabel) throws {
        let folder = try TemporaryFolder()
        try folder.write(name, "Subject: x\n\ny\n")
        let read = try readAll(folder.path).messages
        #expect(read.map(\.label) == [label])
        #expect(read.map(\.labelSource) == [.folder])
    }

    @Test func anMboxIsAFolder() throws {
        let folder = try TemporaryFolder()
        let mbox =
            "From a Mon Jan 1 00:00:00 2001\nSubject: x\n\ny\n\nFrom a Mon Jan 1 00:00:00 2001\nX-Spam-Flag: NO\n\ny\n\n"
        let path = try folder.write("Spam.mbox", mbox)
        #expect(try readAll(path).messages.map(\.label) == [.spam, .ham])
        #expect(try readAll(folder.write("other.mbox", mbox)).messages.map(\.label) == [nil, .ham])
    }

    @Test func sourcesCanBeChosen() throws {
        var reader = MailReader()
        reader.labelSources = [.spamStatus]
        let read = reader.message(
            Array("X-Spam-Flag: YES\n\nx\n".utf8), origin: MailOrigin(path: "-", folders: ["spam"]))
        #expect(read?.label == nil)
        #expect(LabelSource.allCases.sorted() == LabelSource.allCases)
    }
}
