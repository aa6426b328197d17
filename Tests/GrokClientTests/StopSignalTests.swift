import Synchronization
import Testing

@testable import GrokClient

/// What a request to stop ends.
@Suite struct StopSignalTests {
    @Test func theStartEndsAtOnceAndWhatRunsInOrder() {
        let calls = Mutex<[String]>([])
        let signal = StopSignal { number in calls.withLock { $0.append("start \(number)") } }
        #expect(signal.number == nil)
        signal.receive(2)
        signal.begin(stopping: { calls.withLock { $0.append("run") } })
        #expect(calls.withLock { $0 } == ["start 2"] && signal.number == 2)
        signal.receive(15)
        signal.receive(2)
        #expect(calls.withLock { $0 } == ["start 2", "run", "run"] && signal.number == 2)
    }
}
