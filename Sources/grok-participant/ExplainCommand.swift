import ArgumentParser
import CommandSupport
import Foundation
import GrokClient
import GrokFilter
import Mailboxes
import Sysexits

/// Says why messages are taken for what they are.
struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain", abstract: "Say which words of a message moved its score.",
        discussion: """
            What each row of the model adds to the log-odds that the message is spam, the largest first. `meet…` is the \
            beginning of longer words, `subject:meeting` a word as the subject's. Several on one line share a row, \
            because their hashes collide; words of other mail may share it too.
            """)

    @Argument(help: "Messages or mailboxes.", completion: .file()) var messages: [String]
    @OptionGroup var options: ModelOptions
    @Option(help: "Rows shown of a message.") var top = 20
    @Flag(help: "One JSON object a line, with all rows.") var json = false

    func validate() throws {
        if messages.isEmpty { throw ValidationError("name a message") }
        if top < 0 { throw ValidationError("--top must not be negative") }
    }

    func run() throws {
        let classifier = try options.classifier()
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let read = try MailReader().read(MailPaths(messages)) { message in
            let explanation = classifier.explain(message)
            print(
                json ? String(decoding: try encoder.encode(explanation), as: UTF8.self) : explanation.text(limit: top))
        }
        guard read.messages > 0 else {
            throw CommandFailure(.data, "\(PathList(messages)): no message to explain: \(read)")
        }
    }
}
