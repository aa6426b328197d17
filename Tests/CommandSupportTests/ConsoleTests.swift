import CommandSupport
import Testing

@Suite struct ConsoleTests {
    private let recorder = Recorder()
    private let clock = ManualClock()

    @Test func linesStandAboveTheStatus() {
        let console = recorder.console(isTerminal: true)
        console.line("one")
        console.show(status: "training 10 %")
        console.line("two")
        console.show(status: "")
        console.line("three")
        let erase = "\r\u{1b}[K"
        #expect(recorder.text == "one\n\(erase)training 10 %\(erase)two\ntraining 10 %\(erase)three\n")
    }

    @Test func aStatusFitsItsLine() {
        let console = recorder.console(isTerminal: true, columns: 6)
        console.show(status: "12345\n789")
        #expect(recorder.text == "\r\u{1b}[K12345")
    }

    @Test func aStatusThatStaysIsNotRedrawn() {
        let console = recorder.console(isTerminal: true)
        console.show(status: "same")
        console.show(status: "same")
        #expect(recorder.written.count == 1)
    }

    @Test func noStatusWhereNobodyWatches() {
        let console = recorder.console(isTerminal: false)
        console.show(status: "training")
        console.line("line")
        #expect(recorder.text == "line\n")
    }

    private func progress(isTerminal: Bool, isQuiet: Bool = false) -> ProgressLine {
        ProgressLine(
            console: recorder.console(isTerminal: isTerminal), isQuiet: isQuiet, linesEvery: 5, now: clock.now)
    }

    @Test func plainProgressIsALineNowAndThen() {
        let progress = progress(isTerminal: false)
        for second in 0...11 {
            progress.update("reading mail", second, of: 11)
            clock.advance(by: 1)
        }
        progress.finish("11 messages")
        #expect(
            recorder.text
                == "reading mail: 0 of 11 (0 %)\nreading mail: 5 of 11 (45 %)\nreading mail: 10 of 11 (90 %)\n11 messages\n"
        )
    }

    @Test func progressOnATerminalIsOneLine() {
        let progress = progress(isTerminal: true)
        for _ in 0..<3 {
            progress.update("training")
            clock.advance(by: 0.04)
        }
        clock.advance(by: 0.1)
        progress.update("encrypting")
        progress.finish()
        let erase = "\r\u{1b}[K"
        #expect(recorder.text == "\(erase)training\(erase)encrypting\(erase)")
    }

    @Test func theNextStepShowsAtOnce() {
        let progress = progress(isTerminal: false)
        progress.update("one")
        progress.finish()
        progress.update("two")
        #expect(recorder.text == "one\ntwo\n")
    }

    @Test(arguments: [true, false]) func quietIsQuiet(isTerminal: Bool) {
        let progress = progress(isTerminal: isTerminal, isQuiet: true)
        progress.update("training")
        progress.finish("done")
        #expect(recorder.text.isEmpty)
    }

    @Test func progressOfNothingHasNoPercents() {
        progress(isTerminal: false).update("reading mail", 0, of: 0)
        #expect(recorder.text == "reading mail: 0 of 0\n")
    }
}
