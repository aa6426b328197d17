import Testing

@testable import Federation

@Suite struct BackoffTests {
    @Test func pausesDoubleUpToSixSeconds() {
        var backoff = Backoff()
        let bounds = (0..<9).map { _ in backoff.next(draw: 1) }
        #expect(bounds == [0.25, 0.5, 1, 2, 4, 6, 6, 6, 6])
        backoff.reset()
        #expect(backoff.next(draw: 1) == 0.25)
    }

    @Test func theJitterIsFull() {
        var backoff = Backoff()
        #expect(backoff.next(draw: 0) == 0)
        #expect(backoff.next(draw: 0.5) == 0.25)
        for _ in 0..<10_000 { #expect((0...6).contains(backoff.next(draw: 0.999))) }
    }

    @Test func successResetsIt() {
        var machine = ParticipantMachine(
            head: ChainHead(transcript: Transcript.genesis, model: Transcript.genesis, round: 0))
        _ = machine.start()
        for bound in [0.25, 0.5, 1] { #expect(machine.disconnected(draw: 1) == [.connect(after: bound)]) }
        _ = machine.connected()
        // A connection that is not welcomed is no success.
        #expect(machine.disconnected(draw: 1) == [.connect(after: 2)])
        _ = machine.connected()
        _ = machine.welcomed()
        #expect(machine.disconnected(draw: 1) == [.connect(after: 0.25)])
    }
}
