import ArgumentParser
import Federation
import Foundation
import GrokServer
import RoundStore

/// Shows the rounds so far, also while the server runs.
struct RoundsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rounds", abstract: "Show the rounds so far, also while the server runs.")

    @OptionGroup var state: StateOptions
    @Flag(help: "One JSON object a line.") var json = false
    @Flag(help: "Go on with each round that ends, until interrupted.") var follow = false

    private static let pause = 0.5

    func run() throws {
        let history = try state.history()
        if follow { try self.follow(history) }
        let rounds = try history.rounds()
        let slice = RoundSlice(publishedBefore: 0, rounds: rounds)
        for report in RoundReport.reports(of: slice, total: rounds.count { $0.phase == .published }) {
            try show(report)
        }
        if rounds.isEmpty, !json { print("no round was opened yet") }
    }

    /// Each round once, when it has ended.
    private func follow(_ history: SQLiteServerHistory) throws -> Never {
        var (last, published) = (0, 0)
        while true {
            let ended = try history.rounds(after: last).rounds.filter { !$0.phase.isOpen }
            for report in RoundReport.reports(of: RoundSlice(publishedBefore: published, rounds: ended)) {
                try show(report)
            }
            last = ended.last?.announcement.round ?? last
            published += ended.count { $0.phase == .published }
            Thread.sleep(forTimeInterval: Self.pause)
        }
    }

    /// Written at once, also into a pipe.
    private func show(_ report: RoundReport) throws {
        let line = json ? try report.json() : report.text
        try FileHandle.standardOutput.write(contentsOf: Data("\(line)\n".utf8))
    }
}
