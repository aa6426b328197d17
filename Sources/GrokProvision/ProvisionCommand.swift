package import ArgumentParser

/// `grok-provision`: makes federations, offline.
package struct ProvisionCommand: ParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "grok-provision", abstract: "Create federations: keys, certificates and one kit for each party.",
        subcommands: [CreateCommand.self, ShowCommand.self])

    package init() {}
}
