import CommandSupport
import Foundation
import Logging
import Testing

@Suite struct LogsTests {
    private let recorder = Recorder()

    private func logger(
        _ format: LogFormat, level: Logger.Level = .info, isTerminal: Bool = false, metadata: Logger.Metadata = [:]
    ) -> Logger {
        let zone = TimeZone(secondsFromGMT: 3600)!
        let logs = Logs(
            format: format, level: level, console: recorder.console(isTerminal: isTerminal), zone: zone,
            now: { Date(timeIntervalSince1970: 1_800_000_000.25) })
        return logs.logger("grok", metadata: metadata)
    }

    @Test func jsonIsOneObjectALine() {
        let logger = logger(.json, metadata: ["federation": "office-1"])
        logger.info("round 3 \"opened\"", metadata: ["event": "round.opened", "round": "3"])
        #expect(
            recorder.text
                == #"{"time":"2027-01-15T08:00:00.250Z","level":"info","event":"round.opened","message":"round 3 \"opened\"","federation":"office-1","round":"3"}"#
                + "\n")
    }

    @Test func jsonKeepsNumbersAndStructure() throws {
        logger(.json).warning(
            "m",
            metadata: [
                "count": .stringConvertible(3), "share": .stringConvertible(0.5), "on": .stringConvertible(true),
                "names": ["alice", "bob"], "more": ["b": "2", "a": .stringConvertible(1)],
                "bad": .stringConvertible(Double.nan),
            ])
        #expect(
            recorder.text.hasSuffix(
                #""message":"m","bad":"nan","count":3,"more":{"a":1,"b":"2"},"names":["alice","bob"],"on":true,"share":0.5}"#
                    + "\n"))
    }

    @Test func jsonMembersAreUnique() throws {
        logger(.json).info("m", metadata: ["time": "t", "level": "l", "message": "x"])
        let object = try JSONSerialization.jsonObject(with: Data(recorder.text.utf8)) as? [String: String]
        #expect(object?["message"] == "m")
        #expect(object?["time_"] == "t")
        #expect(object?.count == 6)
    }

    @Test(arguments: ["a\nb", "\u{1b}[2J", "\0", "\u{2028}", "ä\u{1F600}", "\\\"", "\u{85}", "\r\n"])
    func jsonSurvivesAnyText(text: String) throws {
        logger(.json).info("\(text)", metadata: ["value": "\(text)"])
        let lines = recorder.text.split(whereSeparator: \.isNewline)
        #expect(lines.count == 1)
        let object = try JSONSerialization.jsonObject(with: Data(recorder.text.utf8)) as? [String: String]
        #expect(object?["message"] == text)
        #expect(object?["value"] == text)
    }

    @Test func textIsForPeople() {
        let logger = logger(.text, metadata: ["federation": "office-1"])
        logger.info("round 3/10 published · 3/3 bob alice sue", metadata: ["event": "round.published", "round": "3"])
        logger.warning("share refused", metadata: ["event": "share.refused", "participant": "sue", "blocks": "4"])
        #expect(
            recorder.text
                == "09:00:00 round 3/10 published · 3/3 bob alice sue\n"
                + "09:00:00 warning share refused blocks=4 participant=sue\n")
    }

    @Test func textCannotMoveTheCursor() {
        logger(.text).info("a\nb\u{1b}[2J\u{202e}c", metadata: ["value": "\r"])
        #expect(recorder.text == "09:00:00 a\\nb\\u{1b}[2J\\u{202e}c value=\\r\n")
    }

    @Test func autoFollowsTheTerminal() {
        logger(.auto, isTerminal: true).info("text")
        #expect(recorder.text == "09:00:00 text\n")
        logger(.auto, isTerminal: false).info("json")
        #expect(recorder.written[1].hasPrefix("{"))
    }

    @Test func theLevelIsALimit() {
        logger(.text, level: .warning).info("no")
        #expect(recorder.text.isEmpty)
        logger(.text, level: .debug).debug("yes")
        #expect(recorder.text == "09:00:00 debug yes\n")
    }

    @Test func anEventsMetadataWinsOverTheLoggers() {
        logger(.text, metadata: ["a": "1"]).info("m", metadata: ["a": "2"])
        #expect(recorder.text == "09:00:00 m a=2\n")
    }
}
