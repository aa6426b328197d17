public import ArgumentParser
import CommandSupport
import Foundation
import Mail
public import Mailboxes

/// Splits labelled mail among participants.
struct SplitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "split", abstract: "Split labelled mail among participants, with a part for testing.",
        discussion: """
            A fifth of the mail becomes test.mbox: at random by seed, or with --by time the latest of each owner, of \
            spam and of ham. The rest goes to the participants by owner and then by time, within spam and within ham, \
            so that each has a stretch of both.
            """)

    @Argument(help: "Enron-Spam folders or their .tar.gz, mailboxes, or any labelled mail.", completion: .file())
    var paths: [String]
    @Option(help: "Names, separated by commas.") var participants: String
    @Option(help: "How messages for testing are chosen: random or time.") var by = MailSplit.TestSet.random
    @Option(help: "Decides which messages are for testing, if at random.") var seed: UInt64 = 0
    @Option(help: "The folder to write to.", completion: .directory) var out: String

    func run() throws {
        let splitter = try MailSplitter(
            participants: participants.split(separator: ",").map(String.init), seed: seed, testSet: by)
        let progress = ProgressLine()
        let report = try splitter.split(paths, into: out) { progress.update("reading mail: \($0.messages) messages") }
        progress.finish()
        var table = TextTable(["mailbox", "ham", "spam"])
        for file in report.files {
            table.append([file.path, "\(file.labels[.ham, default: 0])", "\(file.labels[.spam, default: 0])"])
        }
        print(table)
        if report.duplicatesOfTest > 0 { print("\(report.duplicatesOfTest) copies of test messages left out") }
        if !report.summary.skipped.isEmpty { Console.standardError.line("grok-lab: \(report.summary)") }
    }
}

extension MailSplit.TestSet: ExpressibleByArgument {}
