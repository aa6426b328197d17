import ArgumentParser
import CommandSupport
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

    private static let pauseMilliseconds: Int32 = 500

    func run() throws {
        let history = try state.history()
        if follow { return try self.follow(history) }
        let rounds = try history.rounds()
        for report in RoundReport.reports(of: RoundSlice(publishedBefore: 0, rounds: rounds)) { try show(report) }
        if rounds.isEmpty, !json { print("no round was opened yet") }
    }

    /// Each round once, when it has ended, for as long as somebody reads.
    private func follow(_ history: SQLiteServerHistory) throws {
        var (last, published) = (0, 0)
        repeat {
            let ended = try history.rounds(after: last).rounds.filter { !$0.phase.isOpen }
            for report in RoundReport.reports(of: RoundSlice(publishedBefore: published, rounds: ended)) {
                try show(report)
            }
            last = ended.last?.announcement.round ?? last
            published += ended.count { $0.phase == .published }
        } while isReadAfterPause
    }

    /// poll(2) waits its time, unless the reader of a pipe has gone: that would not show before the next round.
    private var isReadAfterPause: Bool {
        var output = pollfd(fd: STDOUT_FILENO, events: 0, revents: 0)
        return poll(&output, 1, Self.pauseMilliseconds) <= 0 || output.revents & Int16(POLLERR) == 0
    }

    /// Written at once, also into a pipe.
    private func show(_ report: RoundReport) throws {
        let line = json ? try report.json() : report.text
        try StandardOutput.write("\(line)\n")
    }
}
