import ArgumentParser
import CommandSupport
import Mail
import Mailboxes
import SampleMail

/// Writes synthetic mail to try Grok with.
struct SampleMailCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sample-mail", abstract: "Write synthetic mail to try Grok with.",
        discussion: "The mail is made up, and every message says so in an X-Synthetic header.")

    @Option(help: "Names, separated by commas.") var participants: String
    @Option(help: "Decides every message.") var seed: UInt64 = 0
    @Option(help: "Messages a participant.") var messages = 400
    @Option(help: "Messages for testing.") var testMessages = 300
    @Option(help: "The folder to write to.", completion: .directory) var out: String

    func run() throws {
        let sample = try SampleMail(
            participants: participants.split(separator: ",").map(String.init), seed: seed, messages: messages,
            testMessages: testMessages)
        var table = TextTable(["synthetic mailbox", "ham", "spam"])
        for file in try sample.write(into: out) {
            table.append([file.path, "\(file.labels[.ham, default: 0])", "\(file.labels[.spam, default: 0])"])
        }
        print(table)
    }
}
