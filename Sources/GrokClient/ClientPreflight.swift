package import CommandSupport
import Dispatch
import Federation
package import Foundation
import Mail
import Mailboxes
import Primitives
import RoundStore
import Sysexits
import Transport

/// What a participant finds before it is started: everything that would end `train`, without taking part.
package struct ClientPreflight {
    private let configuration: ClientConfiguration
    private let environment: [String: String]

    /// How many messages of the mail are looked at.
    private static let sample = 200

    /// A preflight with the settings that `train` would have.
    package init(_ configuration: ClientConfiguration, environment: [String: String]) {
        self.configuration = configuration
        self.environment = environment
    }

    /// The findings.
    package func run(now: Date = Date()) -> Preflight {
        var findings = Preflight()
        for warning in configuration.warnings { findings.warn("settings", warning) }
        let location = KitLocation(
            configured: configuration.kit, data: configuration.mail.all, environment: environment)
        let kit = findings.checkKit(location.find, now: now) { _ = try $0.participant(for: "grok-client") }
        if let kit, let name = try? kit.participant(for: "grok-client") {
            let state = configuration.state ?? StateDirectory.location(federation: kit.federation, name: name)
            findings.checkState(at: state) {
                try StateDirectory.oddity(at: state, federation: kit.federation, name: name)
            }
            checkServer(kit, &findings)
        }
        checkMail(&findings)
        return findings
    }

    /// Connects, and leaves before it says who it is: a second hello would end the connection of a running client.
    private func checkServer(_ kit: Kit, _ findings: inout Preflight) {
        let address = findings.attempt("server") {
            let endpoint = try Endpoint(of: kit, at: configuration.server)
            do throws(TransportError) { try Self.dial(endpoint) } catch { throw endpoint.failure(error) }
            return "\(endpoint.host):\(endpoint.port)"
        }
        if let address { findings.pass("server", "\(address) answers, and is the server of \(kit.federation)") }
    }

    private static func dial(_ endpoint: Endpoint) throws(TransportError) {
        let end = ExitBox<Result<Void, TransportError>>()
        let queue = DispatchQueue(label: "grok.preflight")
        let attempt = TLSDialer.connect(
            host: endpoint.host, port: endpoint.port, expectedPeer: endpoint.serverURI, identity: endpoint.identity,
            limits: endpoint.limits, budget: ByteBudget(), queue: queue
        ) { result in
            end.set(result.map { $0.close() })
        }
        try withExtendedLifetime(attempt) { end.wait() }.get()
    }

    private func checkMail(_ findings: inout Preflight) {
        guard !configuration.mail.all.isEmpty else {
            return findings.warn("mail", "not looked at: name it with --data")
        }
        guard let (read, labelled) = findings.attempt("mail", readSample) else { return }
        let paths = PathList(configuration.mail.all)
        if labelled == 0 {
            findings.warn(
                "mail", "\(paths): none of the first \(read) messages has a label; \(MailInventory.howToLabel)")
        } else {
            findings.pass("mail", "\(paths): \(labelled) of the first \(read) messages have a label")
        }
    }

    private func readSample() throws -> (read: Int, labelled: Int) {
        struct Enough: Error {}
        var (read, labelled) = (0, 0)
        var summary: MailSummary?
        do {
            summary = try MailReader().read(configuration.mail) { message in
                read += 1
                if message.label != nil { labelled += 1 }
                if read == Self.sample { throw Enough() }
            }
        } catch is Enough {}
        guard read > 0 else {
            throw CommandFailure(
                .data, "no mail in \(PathList(configuration.mail.all)): \(summary.map { "\($0)" } ?? "")")
        }
        return (read, labelled)
    }
}
