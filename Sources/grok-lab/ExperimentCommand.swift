import ArgumentParser
import CommandSupport
import Experiments
import Foundation
import Learning
import Sysexits

/// Runs one of the book's systems.
struct ExperimentCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "experiment", abstract: "Run one of the book's systems.",
        discussion: Experiment.all.map { "\($0.name) (chapter \($0.chapters)): \($0.summary)" }.joined(separator: "\n"))

    @Argument(help: "Which one.") var name: String
    @Option(help: "Its data; without, a small built-in or generated set is used.", completion: .file())
    var data: String?
    @Option(help: "Decides everything random.") var seed: UInt64 = 0
    @Option(help: "A folder for the plots, as SVG.", completion: .directory) var plots: String?
    @Flag(help: "The figures as one JSON object.") var json = false

    func run() throws {
        guard let experiment = Experiment.all.first(where: { $0.name == name }) else {
            let names = Experiment.all.map(\.name).joined(separator: ", ")
            throw CommandFailure(.usage, "there is no experiment \(name); there are \(names)")
        }
        FreedMemory.keep(1 << 30)
        let progress = ProgressLine(isQuiet: json)
        let result = try experiment.run(
            ExperimentOptions(seed: seed, data: data) { line in progress.update(line) })
        progress.finish()
        if let plots { try write(result.plots, to: plots) }
        print(try json ? Self.json(report(result)) : (result.text + [result.line]).joined(separator: "\n"))
    }

    private func write(_ pictures: [Plot], to folder: String) throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        for picture in pictures { try AtomicFile.write(Array(picture.svg.utf8), to: "\(folder)/\(picture.name).svg") }
    }

    private func report(_ result: ExperimentResult) -> Report {
        Report(experiment: name, seed: seed, figures: result.figures, text: result.text)
    }

    private static func json(_ report: Report) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(report), as: UTF8.self)
    }

    /// What `--json` prints.
    private struct Report: Encodable {
        let experiment: String
        let seed: UInt64
        let figures: [ExperimentResult.Figure]
        let text: [String]
    }
}
