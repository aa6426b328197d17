import ArgumentParser
import CommandSupport
import Foundation
import GrokAudit

/// Checks again, offline, what happened in rounds.
struct VerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Check transcripts of rounds, and evidence of cheating, offline.",
        discussion: """
            Checks everything in a transcript again: the contributors' proofs and signatures, the holders' agreement and \
            shares, what they open, and the model that follows. A state directory is checked round by round from the \
            federation's first model on. Transcripts of several participants are held against each other.
            """)

    @Argument(help: "Transcripts, files of evidence, or folders with them.", completion: .file())
    var paths: [String]
    @Option(help: "Any kit of the federation; only its public part is used.", completion: .file(extensions: ["kit"]))
    var kit: String?
    @Flag(help: "One JSON object a line.") var json = false

    func run() throws {
        let environment = ProcessInfo.processInfo.environment
        let location = KitLocation(configured: kit ?? environment["GROK_KIT"], data: paths, environment: environment)
        try AuditCommand.run(kit: location.find(), paths: paths, json: json)
    }
}
