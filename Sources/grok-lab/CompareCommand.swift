import ArgumentParser
import CommandSupport
import Foundation
import GrokLab
import Learning

/// Trains the same model centrally, federated in clear, and federated and encrypted.
struct CompareCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare", abstract: "Train centrally, federated in clear, and federated and encrypted: one table."
    )

    @Argument(help: "A folder that split or sample-mail wrote.", completion: .directory)
    var folder: String
    @Option(help: "Rounds; the central training makes as many passes as they do together.") var rounds = 10
    @Option(help: "Bits of the throw-away key.") var keyBits = 3072
    @Option(help: "Seed of the training.") var seed: UInt64 = 0
    @Option(help: "A file to write the model to that was trained federated and encrypted.", completion: .file())
    var out: String?
    @Flag(help: "One JSON object.") var json = false

    func validate() throws {
        if rounds < 1 { throw ValidationError("--rounds must be at least 1") }
    }

    func run() throws {
        var options = Comparison.Options()
        (options.rounds, options.keyBits, options.seed) = (rounds, keyBits, seed)
        let progress = ProgressLine(isQuiet: json)
        let corpus = try Corpus(folder: folder, specification: options.specification)
        let comparison = try Comparison(corpus, options: options) { step in progress.update(step) }
        progress.finish()
        if let out { try AtomicFile.write(comparison.model, to: out) }
        print(try json ? comparison.json() : comparison.text)
    }
}
