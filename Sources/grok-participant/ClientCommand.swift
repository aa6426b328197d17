import ArgumentParser

/// A participant.
struct ClientCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "grok-client",
        abstract: "Trains a spam filter with others without showing them your mail.", version: "1.0.0",
        subcommands: [
            TrainCommand.self,
            ClassifyCommand.self,
            FilterCommand.self,
            ExplainCommand.self,
            DataCommand.self,
            VerifyCommand.self,
            CheckCommand.self,
        ],
        defaultSubcommand: TrainCommand.self)
}
