import ArgumentParser
import Foundation
import GrokServer
import RoundStore

/// Shows the rounds so far, also while the server runs.
struct RoundsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rounds", abstract: "Show the rounds so far, also while the server runs.")

    @OptionGroup var state: StateOptions
    @Flag(help: "One JSON object a line.") var json = false

    func run() throws {
        let rounds = try state.history().rounds()
        let reports = RoundReport.reports(of: rounds)
        for report in reports { print(json ? try report.json() : report.text) }
        if rounds.isEmpty, !json { print("no round was opened yet") }
    }
}
