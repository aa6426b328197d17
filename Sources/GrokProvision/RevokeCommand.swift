import ArgumentParser
import Federation

/// `grok-provision revoke`.
struct RevokeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "revoke", abstract: "End a participant's taking part in a federation.",
        discussion: """
            The server refuses it from the moment that it has the new roster. If it held a share of the key, that share \
            still exists: it counts towards the threshold when holders collude, and cannot be dealt again. Where a kit was \
            stolen, a new federation is the remedy. Needs ca.key in the federation's directory.
            """)

    @Argument(
        help: ArgumentHelp("The federation's directory, as create made it.", valueName: "dir"), completion: .directory)
    var directory: String

    @Option(help: "Who takes part no more.")
    var participant: String

    @Flag(help: "Revoke also when too few remain for any further round.")
    var force = false

    func run() throws {
        let registry = try FederationRegistry(opening: directory)
        let name = try FederationPlan.participant(participant)
        let outcome = try registry.revoke(participant, force: force)
        print(
            RosterReport(registry).text(
                outcome == .changed ? "\(name) was revoked" : "\(name) was revoked before; nothing was changed",
                remarks: remarks(on: name, registry.manifest.content), isChanged: outcome == .changed))
    }

    private func remarks(on name: PartyName, _ manifest: Manifest) -> [String] {
        guard manifest.holderIndex(of: name) != nil else { return [] }
        if manifest.trustsServer {
            return [
                "\(name)'s kit holds the whole key and opens every ciphertext that somebody kept, also later ones; "
                    + "if it is in wrong hands, create a new federation."
            ]
        }
        let others = manifest.threshold - 1
        return [
            "\(name)'s share of the key still exists: whoever has it needs the shares of \(others) more "
                + "\(others == 1 ? "holder" : "holders") to decrypt; if it is in wrong hands, create a new federation."
        ]
    }
}
