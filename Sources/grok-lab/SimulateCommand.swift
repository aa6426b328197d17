import ArgumentParser
import CommandSupport
import Foundation
import GrokSimulation

/// Puts many participants on a real server.
struct SimulateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate", abstract: "Put many participants on a real server, and measure it.",
        discussion: """
            Starts grok-server on this machine and connects participants to it over loopback: their own kits, TLS, the \
            real protocol, every one training, packing, proving and signing for itself. They prepare first, and then \
            upload all at once, so that the server is what is measured. The key, the state and all else are gone \
            afterwards. docs/operations.md says what the figures mean.
            """)

    @Option(help: "How many.") var participants = 1000
    @Option(help: "Training rounds.") var rounds = 1
    @Option(help: "Parameters of the model.") var parameters = 1 << 16
    @Option(help: "Bits of the throw-away key.") var keyBits = 3072
    @Flag(help: "End once all are connected.") var connectOnly = false
    @Option(help: ArgumentHelp("Kill the server once all are connected, for so long.", valueName: "seconds"))
    var outage: Double?
    @Option(help: "The server's program (default: the one beside this one).") var server: String?
    @Flag(help: "One JSON object.") var json = false

    func run() throws {
        var options = LoadOptions(server: server ?? Self.neighbour)
        options.participants = participants
        options.rounds = rounds
        options.parameters = parameters
        options.keyBits = keyBits
        options.connectOnly = connectOnly
        options.outageSeconds = outage
        let report = try LoadRun(options, progress: ProgressLine(isQuiet: json)).run()
        print(try json ? report.json() : report.text)
    }

    private static var neighbour: String {
        let program = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        return program.deletingLastPathComponent().appending(path: "grok-server").path()
    }
}
