import Federation
import GrokTesting
import Primitives
import Testing
import Wire

@testable import GrokClient

/// A participant that stays when the run is over.
@Suite struct FollowTests {
    private func finish(_ bench: ClientBench) {
        let head = bench.node.machine.head
        bench.receive(
            .finished(Finished(model: head.model, transcript: head.transcript, published: 1, final: nil)))
    }

    private func leaves(_ bench: ClientBench) -> Bool {
        bench.effects.contains { if case .leave = $0 { true } else { false } }
    }

    @Test func itTakesPartInRoundsThatComeLater() throws {
        let bench = try ClientBench(following: true)
        for _ in 0..<3 {
            bench.effects = []
            finish(bench)
            #expect(bench.isDisconnecting && !leaves(bench))
            bench.handle(.disconnected(draw: 1))
            bench.connect()
        }
        let lines = bench.log.events.filter { $0.name == "federation.finished" }
        #expect(lines.count == 1 && lines[0].message.hasSuffix("waiting for more rounds"))
        bench.effects = []
        try bench.announce(bench.announcement())
        #expect(bench.isPreparing)
    }

    @Test func withoutTheOptionItLeaves() throws {
        let bench = try ClientBench()
        finish(bench)
        #expect(leaves(bench))
    }

    /// The pauses grow although every attempt succeeds, until there is something to do.
    @Test func aServerThatIsDoneIsLookedForLessOften() throws {
        let bench = try ClientBench(following: true)
        var pauses: [Double] = []
        func reconnect() {
            bench.effects = []
            bench.handle(.disconnected(draw: 1))
            for effect in bench.effects { if case .connect(let pause) = effect { pauses.append(pause) } }
            bench.connect()
        }
        for _ in 0..<6 {
            finish(bench)
            reconnect()
        }
        #expect(pauses == [0.25, 0.5, 1, 2, 4, 6])
        try bench.announce(bench.announcement())
        reconnect()
        #expect(pauses.last == 0.25)
    }
}
