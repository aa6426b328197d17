import ArgumentParser
import CommandSupport
import Federation
import Foundation
import GrokAudit
import RoundStore
import Sysexits

/// Checks again, offline, what happened in rounds.
struct VerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Check the transcripts of rounds, and evidence of cheating, offline.",
        discussion: """
            Checks everything in the transcripts of the state directory, or of the files and folders that are named. Where \
            ciphertexts were kept (keep-rounds), they are added up again.
            """)

    @Argument(
        help: "Transcripts, files of evidence, or folders with them; by default this server's.", completion: .file())
    var paths: [String] = []
    @Option(help: "The server's kit.", completion: .file(extensions: ["kit"])) var kit: String?
    @Option(help: "The state directory.", completion: .directory) var state: String?
    @Flag(help: "One JSON object a line.") var json = false

    func run() throws {
        let environment = ProcessInfo.processInfo.environment
        guard let kit = kit ?? environment["GROK_KIT"] else {
            throw CommandFailure(.usage, "say which federation is meant: --kit FILE")
        }
        let place = try state ?? StateDirectory.location(federation: KitFile.load(kit).federation, name: nil)
        try AuditCommand.run(kit: kit, paths: paths.isEmpty ? [place] : paths, json: json)
    }
}
