import Foundation
import Testing

@testable import Mail
@testable import Mailboxes

/// Mail as programs keep it: Maildir, Dovecot, Thunderbird, UW IMAP, Apple Mail.
@Suite struct ProgramTests {
    private func source(_ subject: String, _ headers: String = "") -> String {
        "\(headers)From: a@b\nSubject: \(subject)\n\nwords of \(subject)\n"
    }

    private func labels(_ path: String) throws -> (labels: [String: MailLabel?], summary: MailSummary) {
        let (messages, summary) = try readAll(path)
        return (Dictionary(messages.map { ($0.subject, $0.label) }, uniquingKeysWith: { $1 }), summary)
    }

    @Test func aMaildirIsReadByItsLayout() throws {
        let folder = try TemporaryFolder()
        let files = [
            ("cur/1.M1.host:2,S", "seen"), ("new/2.M1.host", "new"), ("tmp/3.M1.host", "unfinished"),
            ("cur/4.M1.host:2,ST", "trashed"), ("cur/5.M1.host:2,DS", "draft"), (".Junk/cur/6.M1.host:2,S", "junk"),
            (".Junk/tmp/7.M1.host", "unfinished"), (".Sent/cur/8.M1.host:2,S", "sent"),
            (".Lists.swift/cur/9.M1.host:2,FRS", "list"), ("cur/TAB:2", "no flags"),
        ]
        for (name, subject) in files { try folder.write("Maildir/" + name, source(subject)) }
        for name in ["dovecot-uidlist", "dovecot.index.log", "maildirsize", "subscriptions", ".Junk/maildirfolder"] {
            try folder.write("Maildir/" + name, "3 V1 N1\n")
        }
        let (found, summary) = try labels(folder.path + "/Maildir")
        #expect(
            found == [
                "seen": .ham, "new": .ham, "junk": .spam, "sent": MailLabel?.none, "list": .ham, "no flags": .ham,
            ])
        #expect(summary.skipped == [.deleted: 1, .draft: 1, .programData: 5])
        #expect(try labels(folder.path + "/Maildir/.Junk/cur/6.M1.host:2,S").labels == ["junk": .spam])
        #expect(try labels(folder.path + "/Maildir/cur").summary.skipped == [.deleted: 1, .draft: 1])
        #expect(try labels(folder.path + "/Maildir/cur/4.M1.host:2,ST").summary.skipped == [.deleted: 1])
    }

    @Test func dovecotsKeywordsAreLetters() throws {
        let folder = try TemporaryFolder()
        try folder.write("mail/dovecot-keywords", "0 $Forwarded\n1 $Junk\n2 NonJunk\n30 Junk\nnonsense\n25 Junk\n")
        try folder.write("mail/Junk/dovecot-keywords", "0 NonJunk\n")
        let files = [
            ("cur/1:2,Sb", "junk"), ("cur/2:2,Sc", "fine"), ("cur/3:2,Sbc", "both"), ("cur/4:2,a", "forwarded"),
            ("cur/5!2,b", "junk on FAT"), ("cur/6:2,z", "last letter"), ("Junk/cur/7:2,Sa", "rescued"),
            ("Junk/cur/8:2,Sb", "unknown letter"), ("new/9:2,b", "new has no flags"),
        ]
        for (name, subject) in files { try folder.write("mail/" + name, source(subject)) }
        let expected: [String: MailLabel?] = [
            "junk": .spam, "fine": .ham, "both": nil, "forwarded": nil, "junk on FAT": .spam, "last letter": .spam,
            "rescued": .ham, "unknown letter": .spam, "new has no flags": nil,
        ]
        #expect(try labels(folder.path + "/mail").labels == expected)
        #expect(try labels(folder.path + "/mail/cur").labels["junk"] == .spam)
        #expect(try labels(folder.path + "/mail/cur/2:2,Sc").labels["fine"] == .ham)
    }

    @Test func hostileKeywordFilesAreIgnored() throws {
        let folder = try TemporaryFolder()
        try folder.write("a/cur/1:2,a", source("x"))
        mkfifo(folder.path + "/a/dovecot-keywords", 0o600)
        try folder.write("b/cur/1:2,a", source("x"))
        try folder.write("b/dovecot-keywords", [UInt8](repeating: 0xFF, count: 100_000))
        try folder.write("c/cur/1:2,a", source("x"))
        try folder.write("c/dovecot-keywords/file", "")
        for name in ["a", "b", "c"] { #expect(try labels(folder.path + "/" + name).labels == ["x": MailLabel?.none]) }
    }

    /// A mail server names a Maildir++ after its owner; what it is, its layout says.
    @Test func theOutermostFolderOfAMaildirIsTheInbox() throws {
        let folder = try TemporaryFolder()
        for name in ["cur/1", "new/2", ".Junk/cur/3", ".Sent/cur/4", ".Lists.swift/cur/5"] {
            try folder.write("alice/" + name, source(name))
        }
        let inbox: [String: MailLabel?] = ["cur/1": .ham, "new/2": .ham, ".Lists.swift/cur/5": .ham]
        let all = inbox.merging([".Junk/cur/3": .spam, ".Sent/cur/4": nil]) { $1 }
        #expect(try labels(folder.path + "/alice").labels == all)
        // A single Maildir may be for anything, and what a name says counts.
        try folder.write("lists/cur/1", source("list"))
        #expect(try labels(folder.path + "/lists").labels == ["list": nil])
        for name in ["cur/1", ".old/cur/2"] { try folder.write("Spam/" + name, source(name)) }
        #expect(try labels(folder.path + "/Spam").labels == ["cur/1": .spam, ".old/cur/2": .spam])
    }

    @Test func aMaildirInAnArchiveKeepsItsFlags() throws {
        let folder = try TemporaryFolder()
        let archive = try folder.writeArchive(
            "mail.tar.gz",
            [("Maildir/.Junk/cur/1:2,S", Array(source("a").utf8)), ("Maildir/cur/2:2,T", Array(source("b").utf8))])
        let (found, summary) = try labels(archive)
        #expect(found == ["a": .spam] && summary.skipped == [.deleted: 1])
    }

    @Test func thunderbirdsHeadersSayWhatIsJunkAndWhatIsGone() throws {
        let folder = try TemporaryFolder()
        let messages = [
            source("read", "X-Mozilla-Status: 0001\nX-Mozilla-Status2: 00000000\nX-Mozilla-Keys: \n"),
            source("expunged", "X-Mozilla-Status: 0009\nX-Mozilla-Status2: 00000000\n"),
            source("deleted on the server", "X-Mozilla-Status: 0001\nX-Mozilla-Status2: 00200000\n"),
            source("junk", "X-Mozilla-Status: 0001\nX-Mozilla-Keys: Junk\n"),
            source("rescued", "X-Mozilla-Status: 0001\nX-Mozilla-Keys: $label1 NonJunk\n"),
            source("odd", "X-Mozilla-Status: what\nX-Mozilla-Status2: 999999999999999999\n"),
        ]
        let mbox = messages.map { "From - Tue Jan  2 00:00:00 2001\n\($0)\n" }.joined()
        try folder.write("profile/Work", mbox)
        try folder.write("profile/Work.msf", "// <!-- <mdb:mork:z v=\"1.4\"/> -->")
        try folder.write("profile/Work.sbd/Junk", mbox)
        let (found, summary) = try labels(folder.path + "/profile/Work")
        #expect(found == ["read": nil, "junk": .spam, "rescued": .ham, "odd": nil])
        #expect(summary.skipped == [.deleted: 2])
        let all = try labels(folder.path + "/profile").summary
        #expect(all.labels == [.spam: 4, .ham: 2] && all.skipped == [.deleted: 4, .programData: 1])
    }

    @Test func anMboxOfDovecotHasItsOwnHeaders() throws {
        let folder = try TemporaryFolder()
        let data =
            "From: Mail System Internal Data <MAILER-DAEMON@host>\n"
            + "Subject: DON'T DELETE THIS MESSAGE -- FOLDER INTERNAL DATA\nX-IMAP: 0000000001 0000000001\nStatus: RO\n\nx\n"
        let messages = [
            data, source("junk", "X-Keywords: $Junk   \nStatus: RO\n"), source("fine", "X-Keywords: NonJunk\n"),
            source("deleted", "X-Status: AD\n"), source("draft", "X-Status: T\n"), source("plain", "X-Status: \n"),
        ]
        let path = try folder.write(
            "mail", messages.map { "From a@b Tue Jan  2 00:00:00 2001\n\($0)\n" }.joined())
        let (found, summary) = try labels(path)
        #expect(found == ["junk": .spam, "fine": .ham, "plain": nil])
        #expect(summary.skipped == [.deleted: 1, .draft: 1, .programData: 1])
    }

    /// Outside an mbox these headers are the sender's.
    @Test func sendersCannotSetTheFlagsOfAMailbox() throws {
        let folder = try TemporaryFolder()
        let forged = source("x", "X-Keywords: NonJunk\nX-Status: D\n")
        #expect(try labels(folder.write("mail/cur/1:2,S", forged)).labels == ["x": MailLabel?.none])
        #expect(try message(forged).label == nil)
    }

    @Test(arguments: [
        (UInt64(1), MailLabel?.none, SkipReason?.none), (1 << 24, .spam, nil), (1 << 25, .ham, nil),
        (1 << 1 | 1 << 24, nil, .deleted), (1 << 6, nil, .draft), (.max, nil, .deleted),
    ])
    func appleMailHasAPropertyList(_ flags: UInt64, _ label: MailLabel?, _ skipped: SkipReason?) throws {
        let folder = try TemporaryFolder()
        let text = source("apple")
        let list =
            "<?xml version=\"1.0\"?>\n<plist><dict>\n\t<key>flags</key>\n\t<integer>\(flags)</integer></dict></plist>\n"
        let (messages, summary) = try readAll(folder.write("x/1.emlx", "\(text.utf8.count)      \n\(text)\(list)"))
        #expect(messages.map(\.text) == (skipped == nil ? ["words of apple"] : []))
        #expect(messages.first?.label == label)
        #expect(summary.skipped == (skipped.map { [$0: 1] } ?? [:]))
    }

    @Test(arguments: ["99999999999999999999\n", "5\n", "999999\nSubject: x\n\nbody", "-5\nSubject: x\n", "\n", "12"])
    func brokenFilesOfAppleMailAreHarmless(_ source: String) throws {
        let folder = try TemporaryFolder()
        #expect(try readAll(folder.write("1.emlx", source)).messages.count <= 1)
    }
}
