package import CommandSupport
import Federation
package import Foundation
import Primitives
import RoundStore
import Sysexits
import Transport

/// What a server finds before it is started: everything that would end `run`, without doing anything.
package struct ServerPreflight {
    private let configuration: ServerConfiguration

    /// A preflight with the settings that `run` would have.
    package init(_ configuration: ServerConfiguration) { self.configuration = configuration }

    /// The findings.
    package func run(now: Date = Date()) -> Preflight {
        var findings = Preflight()
        for warning in configuration.warnings { findings.warn("settings", warning) }
        let kit = findings.checkKit(path, now: now) { try $0.requireServer(for: "grok-server") }
        if let kit {
            check(kit, &findings)
        } else if let state = configuration.state {
            findings.checkState(at: state) { nil }
        }
        return findings
    }

    private func path() throws -> String {
        guard let path = configuration.kit else {
            throw CommandFailure(.kit, "no kit is named: use --kit server.kit, as grok-provision create wrote it")
        }
        return path
    }

    private func check(_ kit: Kit, _ findings: inout Preflight) {
        let state = configuration.state ?? StateDirectory.location(federation: kit.federation, name: nil)
        checkSettings(kit, &findings)
        checkRoster(kit, state: state, &findings)
        var isRunning = false
        findings.checkState(at: state) {
            let oddity = try StateDirectory.oddity(
                at: state, federation: kit.federation, name: nil,
                initialModel: kit.manifest.content.initialModel)
            isRunning = oddity != nil
            return oddity
        }
        if isRunning {
            findings.pass("address", "\(configuration.listen) is left to the server that runs")
        } else {
            checkAddress(kit, &findings)
        }
    }

    private func checkSettings(_ kit: Kit, _ findings: inout Preflight) {
        guard kit.manifest.content.bounds.contain(configuration.hyperParameters) else {
            return findings.fail("settings", ServerConfiguration.hyperParametersOutOfBounds)
        }
        findings.pass("settings", "within the bounds that the manifest signs; \(configuration.rounds) rounds")
    }

    private func checkRoster(_ kit: Kit, state: String, _ findings: inout Preflight) {
        let files = RosterFiles(kit: kit, at: configuration.kit ?? "", state: state)
        guard let roster = findings.attempt("roster", { try files.newest().content }) else { return }
        let (active, minimum) = (roster.activeNames, kit.manifest.content.minimumContributors)
        let text = "number \(roster.number): \(active.map(\.text).joined(separator: ", "))"
        let holders = kit.manifest.content.holders.filter { active.contains($0.name) }.count
        let quorum = kit.manifest.content.quorum
        if active.count < minimum || holders < quorum {
            findings.warn(
                "roster", "\(text): with fewer than \(minimum) participants or \(quorum) key holders no round is opened"
            )
        } else {
            findings.pass("roster", text)
        }
    }

    /// Listens for a moment, as `run` would.
    private func checkAddress(_ kit: Kit, _ findings: inout Preflight) {
        let listen = configuration.listen
        let address = findings.attempt("address") {
            let listener = try TLSListener(
                host: listen.host, port: listen.port,
                identity: TLSIdentity(certificate: kit.certificate, key: kit.signingKey, authority: kit.authority),
                budget: ByteBudget(), handler: Deaf())
            listener.stop()
            return listener.address
        }
        if address != nil { findings.pass("address", "\(listen) can be listened on") }
    }

    /// Whoever connects in that moment is let go.
    private final class Deaf: ListenerHandler {
        func listener(_ listener: TLSListener, didAccept connection: TLSConnection) { connection.close() }
        func listener(_ listener: TLSListener, didRefuse address: String, because error: TransportError) {}
    }
}
