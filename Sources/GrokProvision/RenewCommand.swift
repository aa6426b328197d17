import ArgumentParser
import CommandSupport
import Federation
import Foundation
import Primitives
import Sysexits

/// `grok-provision renew`.
struct RenewCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "renew", abstract: "Renew certificates, which last two years.",
        discussion: """
            Without a name, every kit in the directory is renewed. A renewed kit has the same key and, for a holder, the \
            same share; only the certificate's dates are new, so that nobody has to accept anything and old and new kits \
            work side by side until the old one expires. Needs ca.key and the kits in the \
            federation's directory.
            """)

    @Argument(
        help: ArgumentHelp("The federation's directory, as create made it.", valueName: "dir"), completion: .directory)
    var directory: String

    @Option(help: "Whose kit to renew; can be given several times.")
    var participant: [String] = []

    @Flag(help: "Renew the server's kit.")
    var server = false

    func run() throws {
        let registry = try FederationRegistry(opening: directory)
        let roles = try roles(registry)
        for role in roles { try registry.renew(role) }
        let lines = try roles.compactMap { role in
            try registry.kit(role).map { "\(registry.kitPath(role))  until \(KitDate.day($0.certificate.notAfter))" }
        }
        let left = absent(registry)
        let remark =
            "not in \(registry.path), and so not renewed: \(left.joined(separator: ", ")). Put a kit back to renew it; its "
            + "key is nowhere else."
        print(
            RosterReport(registry).text(
                "\(Quantity.count(lines.count, "kit")) renewed", files: lines,
                remarks: left.isEmpty || isNamed ? [] : [remark], isChanged: false))
    }

    private var isNamed: Bool { server || !participant.isEmpty }

    private func roles(_ registry: FederationRegistry) throws -> [KitIdentity.Role] {
        guard isNamed else { return registry.renewable }
        return try (server ? [.server] : [])
            + participant.map { KitIdentity.Role.participant(try FederationPlan.participant($0)) }
    }

    private func absent(_ registry: FederationRegistry) -> [String] {
        let present = Set(registry.renewable.map(\.description))
        return (["server"] + registry.roster.content.activeNames.map(\.text)).filter { !present.contains($0) }
    }
}
