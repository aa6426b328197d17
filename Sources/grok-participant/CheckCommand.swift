import ArgumentParser
import BigNumber
import CommandSupport
import Foundation
import GrokClient

/// Looks at everything that a start needs, without taking part.
struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Check that you can take part with these settings.",
        discussion: """
            Looks at the kit, its certificate's dates and this machine's clock, the state directory, the server, the first \
            messages of the mail and the processor. Exits with the status of the first failure; warnings are none.
            """)

    @Option(parsing: .upToNextOption, help: "Your mail: mailboxes, folders or archives.", completion: .file())
    var data: [String] = []
    @Option(help: "Mail that is spam, whatever else says otherwise; as often as you like.", completion: .file())
    var spam: [String] = []
    @Option(help: "Mail that is ham, whatever else says otherwise; as often as you like.", completion: .file())
    var ham: [String] = []
    @Option(help: "Your kit.", completion: .file(extensions: ["kit"])) var kit: String?
    @Option(help: "Address and port of the server, if not the kit's.") var server: String?
    @Option(help: "The state directory.", completion: .directory) var state: String?
    @Option(help: "A YAML file with settings.", completion: .file(extensions: ["yaml", "yml"]))
    var config: String?
    @Flag(help: "Print one JSON object.") var json = false

    func run() throws {
        let environment = ProcessInfo.processInfo.environment
        let flags = ["kit": kit, "server": server, "state": state].compactMapValues { $0 }
        var findings = Preflight()
        let settings = findings.attempt("settings") {
            try ClientConfiguration.load(
                flags: flags, data: data, spam: spam, ham: ham, environment: environment, file: config)
        }
        if let settings { findings = ClientPreflight(settings, environment: environment).run() }
        findings.pass("processor", Kernel.best.summary)
        try findings.report(json: json)
    }
}
