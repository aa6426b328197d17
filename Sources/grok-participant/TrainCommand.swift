import ArgumentParser
import CommandSupport
import Foundation
import GrokClient
import Logging

/// Takes part in the rounds until the run is over.
struct TrainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "train", abstract: "Take part in the rounds until the run is over (the default).",
        discussion: """
            Settings come from flags, then from GROK_… variables, then from the file that --config names, then from \
            defaults. config/grok-client.yaml lists them all. Without --kit the kit is looked for beside the mail \
            (alice.mbox, alice.kit), then as ~/.config/grok/participant.kit.
            """)

    @Option(parsing: .upToNextOption, help: "Your mail: mailboxes, folders or archives.", completion: .file())
    var data: [String] = []
    @Option(help: "Mail that is spam, whatever else says otherwise; as often as you like.", completion: .file())
    var spam: [String] = []
    @Option(help: "Mail that is ham, whatever else says otherwise; as often as you like.", completion: .file())
    var ham: [String] = []
    @Option(help: "Your kit, as grok-provision create wrote it.", completion: .file(extensions: ["kit"]))
    var kit: String?
    @Option(help: "Address and port of the server, if not the kit's.") var server: String?
    @Option(help: "The state directory.", completion: .directory) var state: String?
    @Option(help: "Seed of the training, for runs that can be repeated.") var seed: String?
    @Flag(
        help: ArgumentHelp(
            "Accept the newest roster.",
            discussion: """
                Who takes part has changed, and the log has shown who was added and removed. Until you accept the change, \
                your client trains as before, but as a key holder it helps to decrypt no sum under the new roster.
                """))
    var acceptRoster = false
    @Flag(help: "Wait for more rounds when the run is over, as a service does.") var follow = false
    @Option(help: "A YAML file with settings.", completion: .file(extensions: ["yaml", "yml"]))
    var config: String?
    @Option(help: "auto, text or json.", completion: .list(["auto", "text", "json"]))
    var logFormat: String?
    @Option(
        help: "trace, debug, info, notice, warning, error or critical.",
        completion: .list(["trace", "debug", "info", "notice", "warning", "error", "critical"]))
    var logLevel: String?

    func run() throws {
        let environment = ProcessInfo.processInfo.environment
        let configuration = try ClientConfiguration.load(
            flags: flags, data: data, spam: spam, ham: ham, environment: environment, file: config)
        let logs = Logs(format: configuration.log.format, level: configuration.log.level)
        logs.bootstrap()
        let logger = logs.logger("grok-client")
        for warning in configuration.warnings { logger.event("configuration.odd", level: .warning, "\(warning)") }
        try ClientApplication(
            configuration, acceptingRoster: acceptRoster, environment: environment, logger: logger,
            progress: ProgressLine(isQuiet: logs.format == .json)
        ).run()
    }

    private var flags: [String: String] {
        [
            "kit": kit, "server": server, "state": state, "seed": seed, "log-format": logFormat,
            "log-level": logLevel, "follow": follow ? "yes" : nil,
        ].compactMapValues { $0 }
    }
}
