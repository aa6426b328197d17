import Foundation
import ProgramBasics
import Testing

@testable import GrokFilter

/// Which command lines the small program takes for itself.
@Suite struct FilterArgumentsTests {
    @Test func plainOnesAreTaken() throws {
        let none = try #require(FilterArguments([]))
        #expect(none.model == nil && none.state == nil && none.rates == Thresholds.Rates() && !none.hasVerdictAsStatus)
        let all = try #require(
            FilterArguments([
                "--model", "a b", "--exit-code", "--state=dir=1", "--false-positives", "0.5", "--false-negatives=1e-3",
            ]))
        #expect(all.model == "a b" && all.state == "dir=1" && all.hasVerdictAsStatus)
        #expect(all.rates.falsePositives == 0.5 && all.rates.falseNegatives == 0.001)
        #expect(FilterArguments(["--model", "a", "--model", "b"])?.model == "b")
    }

    /// The parser of all options says what is wrong with these, or answers them.
    @Test(arguments: [
        ["--help"], ["--version"], ["--kit", "alice.kit"], ["--model"], ["--model", "--exit-code"], ["--model="],
        ["model"], ["--exit-code=1"], ["--false-positives", "0"], ["--false-positives", "1"],
        ["--false-negatives", "x"], ["--false-negatives", "nan"], ["--false-positives", "-1"], ["--", "--model", "a"],
        ["-m", "a"], [""],
    ])
    func othersAreLeftToTheParser(arguments: [String]) {
        #expect(FilterArguments(arguments) == nil)
    }

    @Test func theModelIsTheOneThatTheParserWouldFind() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "grok-\(UUID().uuidString)").path()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let state = "\(folder)/grok/office/alice"
        try FileManager.default.createDirectory(atPath: state, withIntermediateDirectories: true)
        let environment = ["XDG_STATE_HOME": folder]
        func path(_ arguments: [String], _ more: [String: String] = [:]) throws -> String? {
            try FilterArguments(arguments)?.path(environment: environment.merging(more) { $1 })
        }
        #expect(try path([]) == nil)
        #expect(throws: CommandFailure.self) { try path(["--state", state]) }
        try Data().write(to: URL(filePath: "\(state)/\(StateFiles.newestModel)"))
        #expect(try path([]) == "\(state)/\(StateFiles.newestModel)")
        #expect(try path(["--model", "m"]) == "m")
        #expect(try path([], ["GROK_STATE": state]) == "\(state)/\(StateFiles.newestModel)")
        #expect(try path([], ["GROK_KIT": "alice.kit"]) == nil)
        #expect(try path([], ["GROK_KIT": "", "GROK_STATE": ""]) == "\(state)/\(StateFiles.newestModel)")
        try Data().write(to: URL(filePath: "\(state)/\(StateFiles.bestModel)"))
        #expect(try path([]) == "\(state)/\(StateFiles.bestModel)")
        let other = "\(folder)/grok/office/bob"
        try FileManager.default.createDirectory(atPath: other, withIntermediateDirectories: true)
        try Data().write(to: URL(filePath: "\(other)/\(StateFiles.newestModel)"))
        #expect(throws: CommandFailure.self) { try path([]) }
    }
}
