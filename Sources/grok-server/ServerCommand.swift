import ArgumentParser

/// The aggregation server.
struct ServerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "grok-server",
        abstract: "Coordinates federated training: sums what it cannot read, and distributes the model.",
        version: "1.0.0",
        subcommands: [
            RunCommand.self,
            StatusCommand.self,
            RoundsCommand.self,
            ExportCommand.self,
            VerifyCommand.self,
            CheckCommand.self,
        ],
        defaultSubcommand: RunCommand.self)
}
