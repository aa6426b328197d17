package import CommandSupport
import Federation
import Foundation
import GrokFilter
package import Logging
import Mail
import Mailboxes
import Paillier
import PaillierSecret
import Primitives
import RoundStore
import Sysexits
import Transport
import Wire

/// `grok-client train`, as a value: from a kit, mail and settings to a participant that takes part until the run is over.
package struct ClientApplication {
    private let configuration: ClientConfiguration
    private let acceptingRoster: Bool
    private let kit: Kit
    private let name: PartyName
    private let logger: Logger
    private let progress: ProgressLine
    private let directory: StateDirectory
    private let store: SQLiteClientStore
    private let signal = StopSignal(endStart: Self.endStart)
    private let watch: SignalWatch

    /// Checks the kit and takes the state directory.
    ///
    /// - Parameter acceptingRoster: whether the newest roster that was shown here before is accepted.
    /// - Throws: ``CommandFailure``, ``KitError``, ``StoreError``.
    package init(
        _ configuration: ClientConfiguration, acceptingRoster: Bool = false, environment: [String: String],
        logger: Logger, progress: ProgressLine
    ) throws {
        self.configuration = configuration
        self.acceptingRoster = acceptingRoster
        self.logger = logger
        self.progress = progress
        watch = SignalWatch(handler: signal.receive)
        guard !configuration.mail.all.isEmpty else {
            throw CommandFailure(.usage, "no mail is named: use --data alice.mbox")
        }
        let path = try KitLocation(
            configured: configuration.kit, data: configuration.mail.all, environment: environment
        ).find()
        let kit = try KitFile.load(path)
        self.kit = kit
        name = try KitFile.naming(path) { try kit.participant(for: "grok-client") }
        if let warning = try KitFile.naming(path, { try kit.warning(at: Date()) }) {
            logger.warning("\(warning)", metadata: ["event": "kit.expiring"])
        }
        let place = configuration.state ?? StateDirectory.location(federation: kit.federation, name: name)
        directory = try StateDirectory(at: place, federation: kit.federation, name: name)
        store = try SQLiteClientStore(directory)
    }

    /// Reads the mail and takes part until the run is over (not then, where it follows), something final happens, or a
    /// signal comes.
    ///
    /// - Throws: what goes wrong, as one line with its exit status.
    package func run() throws {
        defer { withExtendedLifetime(watch) {} }
        let endpoint = try Endpoint(of: kit, at: configuration.server)
        let source = try mailSource()
        let federation = try federation()
        let worker = ClientWorker(
            federation: federation, data: source, store: store, seed: configuration.seed, report: show,
            calibrate: keep)
        let node = try ClientNode(
            federation: federation, roster: kit.roster, store: store, logger: logger,
            following: configuration.follow, acceptingRoster: acceptingRoster)
        let end = ExitBox<ClientExit>()
        let runtime = ClientRuntime(node: node, worker: worker, endpoint: endpoint, logger: logger, onExit: end.set)
        signal.begin(stopping: runtime.stop)
        runtime.start()
        let exit = end.wait()
        progress.finish()
        directory.close()
        try report(exit, at: endpoint, interrupted: signal.number == SIGINT)
    }

    /// Ends the process while it opens its state or its key, or reads its mail: nothing has been sent, and a store survives that anyway.
    private static func endStart(signal number: Int32) {
        Console.standardError.show(status: "")
        guard number == SIGINT else { _exit(ExitStatus.done.rawValue) }
        Console.standardError.line("grok-client: interrupted")
        _exit(ExitStatus.interrupted.rawValue)
    }

    private func federation() throws -> ClientFederation {
        let manifest = kit.manifest
        let decryptor = try kit.withSecretKey { secret in
            try makeDecryptor(
                parameters: manifest.content.scheme, values: kit.keyValues,
                holder: manifest.content.holderIndex(of: name) ?? 0, secret: secret)
        }
        return try ClientFederation(
            manifest: manifest, authority: kit.authority.verificationKey, name: name, signingKey: kit.signingKey,
            scheme: manifest.content.scheme.makeScheme(
                values: kit.keyValues, tableBudget: ClientFederation.tableBudget),
            decryptor: decryptor)
    }

    private func mailSource() throws -> MailSource {
        let source = try MailSource(
            configuration.mail, specification: kit.manifest.content.model,
            heldOutPercent: configuration.heldOutPercent, logger: logger
        ) { [progress] in progress.update("reading mail: \(Quantity.count($0.messages, "message"))") }
        progress.finish()
        return source
    }

    /// Training goes on without: a filter then uses thresholds that suit everybody.
    private func keep(_ calibration: Calibration) {
        do {
            try calibration.write(state: directory.path)
        } catch {
            logger.event("calibration.failed", level: .warning, "\(error)")
        }
    }

    private func show(_ step: ClientProgress) {
        switch step {
        case .decrypting(let round): progress.update("round \(round): decrypting the sum")
        case .encrypting(let round): progress.update("round \(round): encrypting")
        case .readyToEncrypt(let byteCount, let elapsed):
            let seconds = Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) * 1e-18
            logger.event(
                "encryption.ready", "tables of \(Quantity.bytes(byteCount)) made in \(Quantity.seconds(seconds))")
        case .training(let round, let fraction): progress.update("round \(round): training \(Int(fraction * 100)) %")
        case .uploading(let fraction): progress.update("uploading \(Int(fraction * 100)) %")
        }
    }

    private func report(_ exit: ClientExit, at endpoint: Endpoint, interrupted: Bool) throws {
        switch exit {
        case .interrupted:
            logger.info("stopped; what was signed is kept", metadata: ["event": "client.stopped"])
            if interrupted { throw CommandFailure(.interrupted, "interrupted") }
        case .outcome(let outcome): try report(outcome)
        case .refused(let error): throw endpoint.failure(error)
        }
    }

    private func report(_ outcome: ClientOutcome) throws {
        switch outcome {
        case .distrusted(let reason): throw CommandFailure(.failed, reason)
        case .finished(let model, let published, let totals):
            let figures = totals?.figures ?? "the final evaluation missed its deadline"
            logger.event(
                "federation.finished",
                "\(kit.federation) finished · \(published) rounds · model \(model.short) · \(figures)")
        case .rejected(let rejection) where rejection.code == .replaced:
            throw CommandFailure(
                .failed,
                "\(name) has connected again, with the same kit: run one grok-client with it; if the other is none of "
                    + "yours, have \(name) revoked")
        case .rejected(let rejection):
            throw CommandFailure(.kit, "the server refuses \(name): \(rejection.reason)")
        case .store(let error): throw error
        case .training(let reason): throw CommandFailure(.data, reason)
        }
    }
}
