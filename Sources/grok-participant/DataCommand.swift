import ArgumentParser
import CommandSupport
import Foundation
import GrokClient
import Mailboxes
import Sysexits

/// Says what would be learnt from some mail.
struct DataCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "data", abstract: "Say what would be learnt from some mail, and why not from the rest.",
        discussion: """
            Nothing is trained and nothing is sent. Without a path it looks at the mail that the settings name. \
            docs/mail.md says which mailboxes are read, and where labels come from.
            """)

    @Argument(help: "Mailboxes, folders, messages or archives.", completion: .file())
    var paths: [String] = []
    @Option(help: "Mail that is spam, whatever else says otherwise; as often as you like.", completion: .file())
    var spam: [String] = []
    @Option(help: "Mail that is ham, whatever else says otherwise; as often as you like.", completion: .file())
    var ham: [String] = []
    @Flag(help: "One JSON object.") var json = false
    @Option(help: "A YAML file with settings.", completion: .file(extensions: ["yaml", "yml"]))
    var config: String?

    func run() throws {
        let environment = ProcessInfo.processInfo.environment
        let configuration = try ClientConfiguration.load(environment: environment, file: config)
        let named = MailPaths(paths, spam: spam, ham: ham)
        let mail = named.all.isEmpty ? configuration.mail : named
        guard !mail.all.isEmpty else { throw CommandFailure(.usage, "no mail is named: grok-client data alice.mbox") }
        let progress = ProgressLine(isQuiet: json)
        let inventory = try MailInventory(mail, heldOutPercent: configuration.heldOutPercent) {
            progress.update("reading mail: \(Quantity.count($0.messages, "message"))")
        }
        progress.finish()
        print(json ? try Self.json(inventory) : inventory.text)
        if let objection = inventory.objection { throw CommandFailure(.data, "\(PathList(mail.all)): \(objection)") }
    }

    private static func json(_ inventory: MailInventory) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(inventory), as: UTF8.self)
    }
}
