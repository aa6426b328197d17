import ArgumentParser
import BigNumber
import CommandSupport
import Foundation
import GrokServer

/// Looks at everything that a start needs, without starting.
struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Check that the server can be started with these settings.",
        discussion: """
            Looks at the kit, its certificate's dates and this machine's clock, the settings, the newest roster, the state \
            directory, the address and the processor. Exits with the status of the first failure; warnings are none.
            """)

    @Option(help: "The server's kit.", completion: .file(extensions: ["kit"])) var kit: String?
    @Option(help: "Address and port to listen on.") var listen: String?
    @Option(help: "The state directory.", completion: .directory) var state: String?
    @Option(help: "A YAML file with settings.", completion: .file(extensions: ["yaml", "yml"]))
    var config: String?
    @Flag(help: "Print one JSON object.") var json = false

    func run() throws {
        let flags = ["kit": kit, "listen": listen, "state": state].compactMapValues { $0 }
        var findings = Preflight()
        let settings = findings.attempt("settings") {
            try ServerConfiguration.load(
                flags: flags, environment: ProcessInfo.processInfo.environment, file: config)
        }
        if let settings { findings = ServerPreflight(settings).run() }
        findings.pass("processor", Kernel.best.summary)
        try findings.report(json: json)
    }
}
