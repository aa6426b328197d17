import ArgumentParser
import CommandSupport
import Foundation
import RoundStore
import Sysexits

/// Writes the newest model as a safetensors file.
struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write the newest model as a safetensors file.")

    @OptionGroup var state: StateOptions
    @Option(help: "The file to write.", completion: .file()) var out: String

    func run() throws {
        let history = try state.history()
        guard let model = try history.snapshot().model else {
            throw CommandFailure(.failed, "no round was published yet, so there is no model to export")
        }
        try AtomicFile.write(history.blob(.model(model)), to: out)
        print("\(out): model \(model)")
    }
}
