import ArgumentParser
import CommandSupport
import Foundation
import GrokClient
import GrokFilter
import Mailboxes
import Sysexits

/// Says of messages whether they are spam.
struct ClassifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "classify", abstract: "Say of messages whether they are spam.")

    @Argument(help: "Messages.", completion: .file()) var messages: [String] = []
    @Option(parsing: .upToNextOption, help: "Mailboxes, folders or archives.", completion: .file())
    var data: [String] = []
    @Option(help: "Mail that is spam, to compare with; as often as you like.", completion: .file())
    var spam: [String] = []
    @Option(help: "Mail that is ham, to compare with; as often as you like.", completion: .file())
    var ham: [String] = []
    @OptionGroup var options: ModelOptions
    @Flag(help: "One JSON object a line.") var json = false

    func validate() throws {
        if mail.all.isEmpty { throw ValidationError("name messages, or mailboxes with --data") }
    }

    func run() throws {
        let classifier = try options.classifier(data: data)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        var summary = VerdictSummary()
        let read = try MailReader().read(mail) { message in
            let verdict = classifier.classify(message)
            summary.add(verdict)
            print(json ? String(decoding: try encoder.encode(verdict), as: UTF8.self) : Self.line(verdict))
        }
        guard read.messages > 0 else {
            throw CommandFailure(.data, "\(PathList(mail.all)): no message to classify: \(read)")
        }
        if !summary.isEmpty {
            let report = VerdictReport(summary, of: classifier)
            print(json ? String(decoding: try encoder.encode(report), as: UTF8.self) : report.text)
        }
        if !read.skipped.isEmpty { Console.standardError.line("grok-client: \(read)") }
    }

    private var mail: MailPaths { MailPaths(messages + data, spam: spam, ham: ham) }

    private static func line(_ verdict: Verdict) -> String {
        let answer = verdict.answer.rawValue.padding(toLength: 6, withPad: " ", startingAt: 0)
        return "\(answer) \(Quantity.decimals(Double(verdict.probability))) \(verdict.message)"
    }
}
