import Foundation
import Primitives
import Testing

@testable import Mail
@testable import Mailboxes

@Suite struct CensusTests {
    private func message(
        _ text: String, _ label: MailLabel? = nil, _ source: LabelSource? = nil, date: Int64? = nil
    ) -> MailMessage {
        MailMessage(
            subject: "", text: text, label: label, labelSource: source ?? label.map { _ in .folder }, date: date,
            digest: Digest(sha256: Array(text.utf8)), origin: MailOrigin(path: "-"))
    }

    @Test func copiesCountOnce() {
        var census = MailCensus()
        #expect(census.count(message("a", .ham)) == .example(.ham))
        #expect(census.count(message("a", .ham)) == .nothing)
        #expect(census.count(message("b", .spam)) == .example(.spam))
        #expect(census.count(message("c")) == .nothing)
        #expect(census.count(message("c")) == .nothing)
        let report = census.report
        #expect(report.sources == [.folder: [.ham: 1, .spam: 1]])
        #expect(report.duplicates == 2 && report.unlabelled == 1 && report.contradictions == 0)
    }

    @Test func theStrongerSourceDecidesWhereverItStands() {
        let copies = [
            message("a", .spam, .folder), message("a"), message("a", .ham, .keyword), message("a", .spam, .gmailLabels),
            message("a", .ham, .folder),
        ]
        for start in copies.indices {
            var census = MailCensus()
            var label: MailLabel?
            for copy in copies[start...] + copies[..<start] {
                switch census.count(copy) {
                case .nothing: continue
                case .example(let given): label = given
                case .relabel(let index, let given):
                    #expect(index == 0)
                    label = given
                }
            }
            #expect(label == .spam, "from \(start)")
            #expect(census.report.sources == [.gmailLabels: [.spam: 1]] && census.contradicted.isEmpty)
        }
    }

    @Test func equalSourcesThatContradictEachOtherTeachNothing() {
        var census = MailCensus()
        #expect(census.count(message("a", .ham)) == .example(.ham))
        #expect(census.count(message("b", .ham)) == .example(.ham))
        #expect(census.count(message("b", .spam)) == .nothing)
        #expect(census.contradicted == [1])
        #expect(census.report.contradictions == 1 && census.report.count(.ham) == 1 && census.report.count(.spam) == 0)
        #expect(census.count(message("b", .spam, .named)) == .relabel(1, .spam))
        #expect(census.contradicted == [] && census.report.count(.spam) == 1)
    }

    @Test func datesAreDaysByLabel() {
        var census = MailCensus()
        let day: Int64 = 86_400
        for index in 0..<100 { _ = census.count(message("h\(index)", .ham, date: 944_784_000 + Int64(index) * day)) }
        _ = census.count(message("s", .spam, date: -1))
        _ = census.count(message("t", .spam))
        _ = census.count(message("u", .spam, date: .max))
        let report = census.report
        #expect(report.dates[.ham]?.first == "1999-12-10" && report.dates[.ham]?.last == "2000-03-18")
        #expect(report.dates[.ham]?.usual == "1999-12-15"..."2000-03-13")
        #expect(report.dates[.spam]?.first == "1969-12-31")
        #expect(report.undated == 1)
    }

    /// The same message as several programs keep it.
    @Test func whatProgramsNoteDoesNotMakeAnotherMessage() throws {
        let plain = "From: a@b\nSubject: x\nStatus-Report: y\n\nbody\n.\n"
        let copies = [
            "Status: RO\nX-Status: A\nX-UID: 17\nX-Keywords: NonJunk\n\tmore\nContent-Length: 7\n" + plain,
            "X-Mozilla-Status: 0001\nX-Mozilla-Keys:    \n" + plain, plain.replacing("\n", with: "\r\n"),
            plain.replacing("Subject", with: "X-Gmail-Labels: Inbox,\n Opened\nX-GM-THRID: 1\nSubject"),
            "X-Grok-Spam: no\nX-Grok-Score: 0.1\n" + plain,
        ]
        let expected = Digest(sha256: Array(plain.utf8))
        #expect(try Tests.digest(plain) == expected)
        for copy in copies { #expect(try Tests.digest(copy) == expected, "\(copy)") }
        for other in [plain + "\n", plain.replacing("x", with: "y"), "Statue: x\n" + plain, "\n" + plain] {
            #expect(try Tests.digest(other) != expected, "\(other)")
        }
    }

    private enum Tests {
        static func digest(_ source: String) throws -> Digest {
            let bytes = Array(source.utf8)
            return MessageDigest.of(bytes, headers: HeaderBlock(bytes, in: bytes.indices, limit: bytes.count))
        }
    }
}
