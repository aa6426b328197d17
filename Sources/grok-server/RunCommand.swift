import ArgumentParser
import CommandSupport
import Foundation
import GrokAdmin
import GrokServer
import Logging
import RoundStore

/// Runs rounds until as many are published as were asked for.
struct RunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Run rounds (the default).",
        discussion: """
            Settings come from flags, then from GROK_… variables, then from the file that --config names, then from \
            defaults. config/grok-server.yaml lists them all.
            """)

    @Option(help: "The server's kit, as grok-provision create wrote it.", completion: .file(extensions: ["kit"]))
    var kit: String?
    @Option(help: "Address and port to listen on.") var listen: String?
    @Option(help: "Address and port of the admin page, such as 127.0.0.1:7434; without it there is none.")
    var admin: String?
    @Option(help: "The state directory.", completion: .directory) var state: String?
    @Option(help: "Published rounds after which the federation is finished.") var rounds: String?
    @Option(help: "End earlier, after so many published rounds without fewer errors.") var stopAfter: String?
    @Option(help: "A YAML file with settings.", completion: .file(extensions: ["yaml", "yml"]))
    var config: String?
    @Option(help: "auto, text or json.", completion: .list(["auto", "text", "json"]))
    var logFormat: String?
    @Option(
        help: "trace, debug, info, notice, warning, error or critical.",
        completion: .list(["trace", "debug", "info", "notice", "warning", "error", "critical"]))
    var logLevel: String?

    func run() throws {
        HeapLimit.apply()
        let configuration = try ServerConfiguration.load(
            flags: flags, environment: ProcessInfo.processInfo.environment, file: config)
        let logs = Logs(format: configuration.log.format, level: configuration.log.level)
        logs.bootstrap()
        let logger = logs.logger("grok-server")
        for warning in configuration.warnings { logger.event("configuration.odd", level: .warning, "\(warning)") }
        try serve(ServerApplication(configuration, logger: logger), configuration, logger)
    }

    private func serve(
        _ application: ServerApplication, _ configuration: ServerConfiguration, _ logger: Logger
    ) throws {
        guard let address = configuration.admin else { return try application.run() }
        let board = ServerBoard()
        let admin = try AdminServer(
            address, names: configuration.adminHosts, board: board,
            history: SQLiteServerHistory(at: application.statePath), logger: logger)
        let file = try AdminAddress(admin.address, in: application.statePath)
        defer {
            admin.stop()
            file.remove()
        }
        try application.run(showingOn: board)
    }

    private var flags: [String: String] {
        [
            "kit": kit, "listen": listen, "admin": admin, "state": state, "rounds": rounds,
            "stop-after": stopAfter, "log-format": logFormat, "log-level": logLevel,
        ].compactMapValues { $0 }
    }
}
