import ArgumentParser

/// Experiments.
struct LabCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "grok-lab", abstract: "Makes mail to try Grok with, and measures what it does.", version: "1.0.0",
        subcommands: [
            SplitCommand.self, CompareCommand.self, SampleMailCommand.self, ExperimentCommand.self,
            SimulateCommand.self,
        ])
}
