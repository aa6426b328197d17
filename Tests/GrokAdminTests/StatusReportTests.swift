import Federation
import Foundation
import GrokTesting
import RoundStore
import Testing

@testable import GrokAdmin
@testable import GrokServer

/// What `grok-server status` prints.
@Suite struct StatusReportTests {
    @Test func theServersAnswerIsATableOfParticipants() {
        let text = StatusReport(Views.status(), last: nil, note: nil).text
        #expect(text.contains("\ndoes not go on without: sue\n"))
        #expect(text.contains("\nalice        connected, heard 0 ms ago  submitted     committed\n"))
        #expect(text.contains("\nbob          not seen yet\n"))
        #expect(text.hasSuffix("\nmodel 9f3c21 · newest measured: loss 0.250 accuracy 0.500"))
        #expect(text.hasPrefix("office: round 4, training · 3 of 10 rounds published\n1 contribution, 600.0 s left\n"))
    }

    /// A server that was stopped in the middle of a round.
    @Test func aRoundWhoseTimeIsOver() {
        let text = StatusReport(Views.status(secondsLeft: -1), last: nil, note: nil).text
        #expect(text.contains("\n1 contribution, its time is over\n"))
    }

    @Test func withoutTheServerTheStateDirectorySaysWhatItKnows() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/server"
        let store = try SQLiteServerStore(
            StateDirectory(at: path, federation: PartyName("office-1"), name: nil))
        try store.close()
        let report = try StatusReport(directory: path)
        #expect(report.status.source == .database && report.status.federation == "office-1")
        #expect(report.text.contains("between rounds · 0 rounds published"))
        #expect(report.text.hasSuffix("the server does not run, or runs without --admin"))
        let members = try JSONSerialization.jsonObject(with: Data(report.json.utf8)) as? [String: Any]
        #expect(members?["note"] is String && members?["state"] as? String == "idle")
        #expect(!report.json.contains("\n"))
    }

    @Test func anAddressThatDoesNotAnswerIsNamed() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/server"
        let store = try SQLiteServerStore(
            StateDirectory(at: path, federation: PartyName("office-1"), name: nil))
        try store.close()
        // Port 1 (tcpmux) is privileged and unused.
        try Data("127.0.0.1:1\n".utf8).write(to: URL(filePath: "\(path)/admin"))
        #expect(try StatusReport(directory: path).text.contains("does not answer at 127.0.0.1:1;"))
    }
}
