package import ArgumentParser

/// `grok-provision`: makes federations, offline.
package struct ProvisionCommand: ParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "grok-provision", abstract: "Create federations, and change who takes part.",
        version: "1.0.0",
        subcommands: [
            CreateCommand.self, ShowCommand.self, AddCommand.self, RevokeCommand.self, RenewCommand.self,
        ])

    package init() {}
}
