import ArgumentParser
import CommandSupport
import Federation
import Foundation
import GrokClient
import Mail
import RoundStore
import Sysexits

/// Says of messages whether they are spam.
struct ClassifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "classify", abstract: "Say of messages whether they are spam.")

    @Argument(help: "Messages.") var messages: [String] = []
    @Option(parsing: .upToNextOption, help: "Mailboxes, folders or archives.") var data: [String] = []
    @Option(help: "Mail that is spam, to compare with; as often as you like.") var spam: [String] = []
    @Option(help: "Mail that is ham, to compare with; as often as you like.") var ham: [String] = []
    @Option(help: "A model file; by default the best measured that your participant has.") var model: String?
    @Option(help: "The kit whose participant's model is used.") var kit: String?
    @Option(help: "The participant's state directory.") var state: String?
    @Flag(help: "One JSON object a line.") var json = false

    func validate() throws {
        if mail.all.isEmpty { throw ValidationError("name messages, or mailboxes with --data") }
    }

    func run() throws {
        let classifier = try classifier()
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        var summary = VerdictSummary()
        let read = try MailReader().read(mail) { message in
            let verdict = classifier.classify(message)
            summary.add(verdict)
            print(json ? String(decoding: try encoder.encode(verdict), as: UTF8.self) : Self.line(verdict))
        }
        guard read.messages > 0 else { throw CommandFailure(.data, "there is no message to classify: \(read)") }
        if !summary.isEmpty {
            print(json ? String(decoding: try encoder.encode(["summary": summary]), as: UTF8.self) : summary.text)
        }
        if !read.skipped.isEmpty { Console.standardError.line("grok-client: \(read)") }
    }

    private var mail: MailPaths { MailPaths(messages + data, spam: spam, ham: ham) }

    private static func line(_ verdict: Verdict) -> String {
        "\(verdict.isSpam ? "spam" : "ham ") \(Quantity.decimals(Double(verdict.probability))) \(verdict.message)"
    }

    private func classifier() throws -> Classifier {
        let file = try modelFile()
        do {
            return try Classifier(file: file)
        } catch {
            throw CommandFailure(.data, "\(model ?? "the best model"): \(error)")
        }
    }

    private func modelFile() throws -> [UInt8] {
        if let model { return try InputFile.read(model, limit: 1 << 30) }
        let environment = ProcessInfo.processInfo.environment
        return try NewestModel.load(state: state ?? stateDirectory(environment))
    }

    private func stateDirectory(_ environment: [String: String]) throws -> String {
        let location = KitLocation(configured: kit ?? environment["GROK_KIT"], data: data, environment: environment)
        let kit = try KitFile.load(location.find())
        return StateDirectory.location(federation: kit.federation, name: try kit.participant(for: "grok-client"))
    }
}
