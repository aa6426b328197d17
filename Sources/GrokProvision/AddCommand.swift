import ArgumentParser
import Federation

/// `grok-provision add`.
struct AddCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Enrol a participant in a federation.",
        discussion: """
            The new participant contributes and never holds a share of the key: the whole key is gone. Needs ca.key in the \
            federation's directory. A name that takes part already is left as it is.
            """)

    @Argument(
        help: ArgumentHelp("The federation's directory, as create made it.", valueName: "dir"), completion: .directory)
    var directory: String

    @Option(help: "The new participant's name.")
    var participant: String

    func run() throws {
        let registry = try FederationRegistry(opening: directory)
        let name = try FederationPlan.participant(participant)
        let outcome = try registry.add(participant)
        let kit = registry.kitPath(.participant(name))
        let hasKit = try registry.kit(.participant(name)) != nil
        let report = RosterReport(registry)
        let file = hasKit ? "\(kit)  for \(name): hand it over by a way that you trust" : "\(kit)  was handed over"
        print(
            report.text(
                outcome == .changed ? "\(name) was added" : "\(name) takes part already; nothing was changed",
                files: [file], isChanged: outcome == .changed))
    }
}
