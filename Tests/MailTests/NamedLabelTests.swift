import Foundation
import Testing

@testable import Mail
@testable import Mailboxes

/// `--spam PATH` and `--ham PATH`.
@Suite struct NamedLabelTests {
    private func labels(_ mail: MailPaths) throws -> [String: String] {
        var labels: [String: String] = [:]
        try MailReader().read(mail) { message in
            let name = message.subject
            #expect(labels[name] == nil, "\(name) is read twice")
            labels[name] = (message.label?.rawValue ?? "none") + " by " + (message.labelSource?.rawValue ?? "nobody")
        }
        return labels
    }

    private func mailboxes() throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        for name in ["mail/a", "mail/junk/b", "mail/junk/false/c"] {
            try folder.write(name + ".eml", "Subject: \(name.last ?? "?")\nX-Spam-Flag: YES\n\nx\n")
        }
        try folder.write("mail/d.eml", "Subject: d\n\nx\n")
        return folder
    }

    @Test func whatAPersonNamesComesFirst() throws {
        let folder = try mailboxes()
        let found = try labels(MailPaths([folder.path + "/mail/d.eml"], ham: [folder.path + "/mail/junk"]))
        #expect(found == ["b": "ham by --spam, --ham", "c": "ham by --spam, --ham", "d": "none by nobody"])
    }

    @Test func theNearestNameDecidesAndNothingIsReadTwice() throws {
        let folder = try mailboxes()
        let (mail, junk, errors) = (
            folder.path + "/mail", folder.path + "/mail/junk", folder.path + "/mail/junk/false/"
        )
        let expected = [
            "a": "ham by --spam, --ham", "b": "spam by --spam, --ham", "c": "ham by --spam, --ham",
            "d": "ham by --spam, --ham",
        ]
        #expect(try labels(MailPaths([mail, junk], spam: [junk], ham: [mail, errors])) == expected)
        #expect(try labels(MailPaths([], spam: [junk + "/../junk"], ham: [errors, mail])) == expected)
        let others = try labels(MailPaths([mail], spam: [junk]))
        #expect(others["c"] == "spam by --spam, --ham" && others["d"] == "none by nobody")
    }

    @Test func bothNamesForOnePathAreAnError() throws {
        let folder = try mailboxes()
        let path = folder.path + "/mail"
        #expect(throws: MailError.namedTwice(path + "/.")) {
            try labels(MailPaths([], spam: [path], ham: [path + "/."]))
        }
        #expect(throws: MailError.missingPath("/nowhere")) { try labels(MailPaths([path], spam: ["/nowhere"])) }
    }

    @Test func archivesAndMboxesCanBeNamed() throws {
        let folder = try TemporaryFolder()
        let mbox = "From a 1:1 2001\nSubject: x\n\ny\n"
        let archive = try folder.writeArchive("all.tar.gz", [("ham/bob.mbox", Array(mbox.utf8))])
        #expect(try labels(MailPaths([], spam: [archive])) == ["x": "spam by --spam, --ham"])
    }
}
