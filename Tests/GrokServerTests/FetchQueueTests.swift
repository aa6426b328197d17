import Testing

@testable import GrokServer

@Suite struct FetchQueueTests {
    private func connection(_ number: Int) -> ConnectionID { ConnectionID(number) }

    @Test func onlySoManyAreServedAtATimeAndInOrder() {
        var queue = FetchQueue<String>(capacity: 2)
        for number in 1...4 { _ = queue.add("part \(number)", from: connection(number)) }
        let step1 = queue.next()?.fetch
        #expect(step1 == "part 1")
        let step2 = queue.next()?.fetch
        #expect(step2 == "part 2")
        let step3 = queue.next()
        #expect(step3 == nil)
        queue.end(of: connection(2))
        let step4 = queue.next()?.fetch
        #expect(step4 == "part 3")
        let step5 = queue.next()
        #expect(step5 == nil)
    }

    @Test func aConnectionHasOneTurnAtATimeAndDoesNotHoldUpOthers() {
        var queue = FetchQueue<String>(capacity: 2)
        for part in ["a", "b"] { _ = queue.add(part, from: connection(1)) }
        _ = queue.add("c", from: connection(2))
        let step6 = queue.next()?.fetch
        #expect(step6 == "a")
        let step7 = queue.next()?.fetch
        #expect(step7 == "c")
        queue.end(of: connection(1))
        let step8 = queue.next()?.fetch
        #expect(step8 == "b")
    }

    @Test func whoIsGoneLeavesItsTurnAndItsPlace() {
        var queue = FetchQueue<String>(capacity: 1)
        for number in [1, 2, 2, 3] { _ = queue.add("part \(number)", from: connection(number)) }
        _ = queue.next()
        queue.forget(connection(2))
        let step9 = queue.next()
        #expect(step9 == nil)
        queue.forget(connection(1))
        let step10 = queue.next()?.fetch
        #expect(step10 == "part 3")
        queue.end(of: connection(3))
        let step11 = queue.next()
        #expect(step11 == nil)
    }

    @Test func whoAsksForMuchMoreThanItTakesIsTurnedAway() {
        var queue = FetchQueue<String>(capacity: 1)
        let answers = (0..<1000).map { queue.add("part \($0)", from: connection(1)) }
        #expect(answers.count { $0 } == 64)
        let isAnothersTaken = queue.add("another's", from: connection(2))
        #expect(isAnothersTaken)
    }
}
