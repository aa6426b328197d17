import ArgumentParser
import CommandSupport
import Foundation

/// `grok-provision show`.
struct ShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show what a kit says about its federation and its owner; never a secret.")

    @Argument(help: "The kit.", completion: .file(extensions: ["kit"])) var kit: String

    @Flag(help: "Print one JSON object.")
    var json = false

    func run() throws {
        let summary = try KitSummary(KitFile.load(kit), now: Date())
        print(json ? try summary.json() : summary.text)
    }
}
