import ArgumentParser
import CommandSupport
import Foundation
import Paillier
import PaillierSecret
import Sysexits

/// `grok-provision create`.
struct CreateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "create",
        abstract: "Create a federation: a directory with a kit for the server and each participant.",
        discussion:
            "Do this on a machine that you trust, hand each kit to its owner over a channel that you trust, and keep ca.key offline."
    )

    @Argument(help: "The federation's name.")
    var name: String

    @Option(help: ArgumentHelp("Who takes part, separated by commas.", valueName: "a,b,c"))
    var participants: String

    @Option(
        help: ArgumentHelp("Who can help to decrypt; all participants where there are up to seven.", valueName: "a,b,c")
    )
    var keyHolders: String?

    @Option(help: ArgumentHelp("Key holders needed to decrypt (default: more than half).", valueName: "t"))
    var threshold: Int?

    @Option(
        help: ArgumentHelp(
            "Key holders that may help a cheating server (default: a third of the others, below the threshold; 1 of three where there are more participants than the minimum).",
            valueName: "c"))
    var toleratedHolders: Int?

    @Option(help: ArgumentHelp("A sum of fewer contributions is never decrypted (default: 3).", valueName: "m"))
    var minimumContributors: Int?

    @Option(help: ArgumentHelp("Room for so many participants (default: 8, or as many as there are).", valueName: "n"))
    var maxParticipants: Int?

    @Option(help: "Components of a word's embedding.")
    var dimension = 1

    @Option(
        help: ArgumentHelp(
            "The encryption: paillier-threshold, or paillier-single, with which any key holder's kit opens everything.",
            valueName: "scheme"))
    var scheme = ThresholdScheme.name

    @Option(
        help: ArgumentHelp(
            "How long the secret exponents of paillier-threshold are: short, half (of the key) or full; longer is slower.",
            valueName: "length"))
    var exponents = ExponentLength.short.rawValue

    @Option(help: ArgumentHelp("Bits of the Paillier key.", valueName: "bits"))
    var keyBits = 3072

    @Flag(help: "Allow a key that can be broken, for tests.")
    var insecureKeyBits = false

    @Option(help: ArgumentHelp("Where participants find the server.", valueName: "host:port"))
    var server = "localhost:7433"

    @Option(
        help: ArgumentHelp("The directory to create (default: ./NAME).", valueName: "dir"), completion: .directory)
    var out: String?

    func run() throws {
        let interruption = Interruption()
        let watch = SignalWatch { _ in interruption.request(end: Self.endInterrupted) }
        defer { withExtendedLifetime(watch) {} }
        let plan = try FederationPlan(options())
        let directory = FederationDirectory(path: out ?? name)
        try directory.checkIsFree()
        let progress = ProgressLine()
        let federation = try ProvisionedFederation(plan) { progress.update(Self.line($0)) }
        progress.finish()
        try interruption.beginWriting()
        try directory.write(federation) { interruption.isRequested }
        print(CreationReport(federation: federation, directory: directory.path).text)
    }

    func options() throws -> FederationOptions {
        var options = FederationOptions(name: name, participants: Self.list(participants))
        options.keyHolders = keyHolders.map(Self.list)
        options.threshold = threshold
        options.toleratedHolders = toleratedHolders
        options.minimumContributors = minimumContributors
        options.maximumParticipants = maxParticipants
        options.dimension = dimension
        options.scheme = try encryption()
        options.server = server
        return options
    }

    private func encryption() throws -> FederationOptions.Scheme {
        switch scheme {
        case SingleKeyScheme.name: return .paillierSingle(keyBits: keyBits, allowingInsecureKey: insecureKeyBits)
        case ThresholdScheme.name:
            guard let exponents = ExponentLength(rawValue: exponents) else {
                throw ProvisionError.argument(
                    "--exponents is \(String(reflecting: exponents)); it must be short, half or full")
            }
            return .paillierThreshold(keyBits: keyBits, exponents: exponents, allowingInsecureKey: insecureKeyBits)
        default:
            throw ProvisionError.argument(
                "--scheme is \(String(reflecting: scheme)); it must be \(ThresholdScheme.name) or \(SingleKeyScheme.name)"
            )
        }
    }

    private static func list(_ text: String) -> [String] {
        text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }

    private static func line(_ progress: DealingProgress) -> String {
        "making the key: \(progress.primesFound) of \(progress.primesWanted) primes found, "
            + "candidate \(progress.candidates)"
    }

    /// Other threads are at work, so that this must be the end without exit(3)'s cleaning up.
    private static func endInterrupted() {
        let failure = CommandFailure(ProvisionError.interrupted)
        Console.standardError.show(status: "")
        Console.standardError.line("grok-provision: \(failure.line)")
        _exit(failure.exitStatus.rawValue)
    }
}
