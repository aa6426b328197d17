import ArgumentParser
import Foundation

/// Times everybody and prints a table; serves one of them where it is started to do that.
@main
struct GrokBench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "grok-bench",
        abstract: "Compares Grok's cryptography with GMP, python-paillier and TenSEAL, in one run.",
        discussion: "Pin it to one core (taskset -c 0 grok-bench); every contender runs on the cores it may run on.")

    /// What the ratios are to.
    private static let reference = "tenseal"

    @Option(help: "How often everybody runs a step, in turns.")
    var repetitions = 7

    @Option(help: "How often a key is made; its time is luck.")
    var keys = 3

    @Option(help: "The interpreter of the peers.")
    var python = "python3"

    @Option(help: "The folder of the peers' scripts.")
    var peers = "Benchmarks/peers"

    @Option(help: "The folder that JSON is written to.")
    var results = "Benchmarks/results"

    @Option(
        help: ArgumentHelp(
            "Only these; several with commas: \(Entrant.all.map(\.name).joined(separator: ", ")).", valueName: "names"))
    var only: String?

    @Flag(help: "Let contenders write to standard error.")
    var verbose = false

    @Option(help: .hidden)
    var serve: String?

    func validate() throws {
        guard repetitions > 0, keys > 0 else { throw ValidationError("at least one repetition is needed") }
    }

    func run() throws {
        if let serve { return try entrants(named: [serve]).forEach { try $0.serve() } }
        let settings = Settings(
            repetitions: repetitions, keys: keys, python: python, peers: peers, isVerbose: verbose)
        let names = only?.split(separator: ",").map(String.init) ?? Entrant.all.map(\.name)
        let comparison = Comparison(settings: settings) { line in
            FileHandle.standardError.write(Data("bench: \(line)\n".utf8))
        }
        var outcome = try comparison.run(try entrants(named: names))
        outcome.goals = Goal.all.compactMap { $0.outcome(in: outcome) }
        print(outcome.text(reference: Self.reference))
        print("\nwritten to \(try write(outcome))")
    }

    private func entrants(named names: [String]) throws -> [Entrant] {
        try names.map { name in
            guard let entrant = Entrant.all.first(where: { $0.name == name }) else {
                throw ValidationError("there is no contender \(name)")
            }
            return entrant
        }
    }

    private func write(_ outcome: Results) throws -> String {
        try FileManager.default.createDirectory(atPath: results, withIntermediateDirectories: true)
        let path = "\(results)/cryptography.json"
        try outcome.encoded().write(to: URL(filePath: path))
        return path
    }
}
