import Foundation
import Mail
import Mailboxes
import SampleMail
import Testing

@Suite struct SampleMailTests {
    private static let names = ["bob", "alice", "sue"]

    private func inTemporaryFolder<Result>(_ body: (String) throws -> Result) throws -> Result {
        let folder = NSTemporaryDirectory() + "grok-sample-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: folder) }
        return try body(folder)
    }

    @Test func writesAnMboxForEachAndATestSet() throws {
        try inTemporaryFolder { folder in
            let files = try SampleMail(participants: Self.names).write(into: folder)
            #expect(
                files.map { ($0.path as NSString).lastPathComponent } == [
                    "bob.mbox", "alice.mbox", "sue.mbox", "test.mbox",
                ])
            #expect(files.map { $0.labels.values.reduce(0, +) } == [400, 400, 400, 300])
            #expect(files.allSatisfy { ($0.labels[.ham] ?? 0) > 80 && ($0.labels[.spam] ?? 0) > 80 })
            for file in files {
                var ids: [String] = []
                let summary = try MailReader().read([file.path]) { ids.append("\($0.digest)") }
                #expect(summary.labels == file.labels)
                #expect(summary.sources == [.spamFlag: summary.messages])
                #expect(summary.skipped == [:])
                #expect(summary.unknownCharsets + summary.textsCut + summary.unlabelled == 0)
                #expect(Set(ids).count == ids.count)
            }
        }
    }

    @Test func theSeedDecidesAndParticipantsAreIndependent() throws {
        let bob = try SampleMail(participants: ["bob"], seed: 7).mailbox(of: 0).map { $0.serialized() }
        #expect(try SampleMail(participants: ["sue", "bob"], seed: 7).mailbox(of: 1).map { $0.serialized() } == bob)
        #expect(try SampleMail(participants: ["bob"], seed: 8).mailbox(of: 0).map { $0.serialized() } != bob)
    }

    @Test func everyMessageSaysThatItIsSynthetic() throws {
        let sample = try SampleMail(participants: Self.names, seed: 3, messages: 50, testMessages: 30)
        for message in (0..<3).flatMap(sample.mailbox(of:)) + sample.testSet() {
            #expect(message.headers.contains { $0.name == "X-Synthetic" && $0.value.contains("nobody wrote this") })
            // RFC 2606, RFC 6761 — names that nobody can own.
            #expect(message.from.address.hasSuffix(".example") && message.to.address.hasSuffix(".example"))
        }
    }

    @Test func looksLikeMail() throws {
        let messages = try SampleMail(participants: ["alice"], seed: 0).mailbox(of: 0)
        let sources = messages.map { String(decoding: $0.serialized(), as: UTF8.self) }
        func share(_ text: String) -> Double { Double(sources.count { $0.contains(text) }) / Double(sources.count) }
        for (text, least) in [
            ("multipart/alternative", 0.1), ("Content-Disposition: attachment", 0.02), ("In-Reply-To: ", 0.08),
            ("\n> ", 0.08), ("=?utf-8?B?", 0.05), ("charset=iso-8859-1", 0.03), ("<p>", 0.2),
        ] {
            #expect(share(text) >= least, "\(text): \(share(text))")
            #expect(share(text) < 0.9, "\(text): \(share(text))")
        }
        let dates = messages.compactMap(\.date)
        #expect(dates == dates.sorted())
    }

    @Test func whatIsReadIsWhatWasWritten() throws {
        for message in try SampleMail(participants: ["zoe"], seed: 1, messages: 200).mailbox(of: 0) {
            let read = try #require(MessageParser().message(message.serialized()))
            #expect(read.subject == message.subject)
            #expect(read.label == message.label)
            #expect(read.date == message.date)
            #expect(!read.text.contains("font-family"))
            #expect(!read.text.contains("application/pdf"))
            #expect(Tokenizer().features(subject: read.subject, text: read.text).count > 5)
        }
    }

    @Test func namesMustBeNames() {
        #expect(throws: MailError.self) { try SampleMail(participants: ["test"]) }
        #expect(throws: MailError.self) { try SampleMail(participants: []) }
    }

    /// Learnable, but not by everybody alone: what naive Bayes gets from one mailbox and from all.
    @Test(arguments: [0, 1] as [UInt64]) func isWorthLearningTogether(_ seed: UInt64) throws {
        let sample = try SampleMail(participants: Self.names, seed: seed)
        let mailboxes = try Self.names.indices.map { try examples(sample.mailbox(of: $0)) }
        let test = try examples(sample.testSet())
        let alone = mailboxes.map { NaiveBayes($0).accuracy(on: test) }
        let together = NaiveBayes(Array(mailboxes.joined())).accuracy(on: test)
        #expect((0.93..<1).contains(together), "seed \(seed): \(together)")
        #expect(alone.allSatisfy { $0 > 0.8 && $0 < together }, "seed \(seed): \(alone), \(together)")
    }

    private func examples(_ messages: [OutgoingMessage]) throws -> [NaiveBayes.Example] {
        try messages.map { message in
            let read = try #require(MessageParser().message(message.serialized()))
            let label = try #require(read.label)
            return (Tokenizer().features(subject: read.subject, text: read.text), label)
        }
    }
}

/// Multinomial naive Bayes on binary features with add-one smoothing.
private struct NaiveBayes {
    typealias Example = (features: [UInt32], label: MailLabel)

    private var counts: [MailLabel: [UInt32: Double]] = [:]
    private var totals: [MailLabel: Double] = [:]
    private var messages: [MailLabel: Double] = [:]

    init(_ examples: [Example]) {
        for (features, label) in examples {
            messages[label, default: 0] += 1
            totals[label, default: 0] += Double(features.count)
            for feature in features { counts[label, default: [:]][feature, default: 0] += 1 }
        }
    }

    func accuracy(on examples: [Example]) -> Double {
        let right = examples.count { example in
            (score(example.features, .spam) > score(example.features, .ham)) == (example.label == .spam)
        }
        return Double(right) / Double(examples.count)
    }

    private func score(_ features: [UInt32], _ label: MailLabel) -> Double {
        let total = totals[label, default: 0] + 65_536
        return features.reduce(log(messages[label, default: 1])) { score, feature in
            score + log(((counts[label]?[feature] ?? 0) + 1) / total)
        }
    }
}
