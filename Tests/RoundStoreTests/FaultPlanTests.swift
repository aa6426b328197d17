import Federation
import Testing

@testable import RoundStore

struct FaultPlanTests {
    @Test("A write that fails before has no effect, one that fails after has")
    func moments() throws {
        let plan = FaultPlan([1: .before, 3: .after, 4: .before, 5: .after])
        let store = MemoryServerStore(faults: plan)
        let announcement = try Samples.announcement(1)
        let at = Timestamp(milliseconds: 5)
        #expect(throws: planned(1)) { try store.openRound(announcement, at: at) }
        #expect(store.snapshot() == ServerSnapshot())
        try store.openRound(announcement, at: at)
        let record = try Samples.contribution("bob", round: 1)
        #expect(throws: planned(3)) { try store.acceptContribution(record) }
        #expect(store.snapshot().contributions == [record])
        #expect(throws: planned(4)) { try store.saveBlob([1], as: .transcript(round: 1)) }
        #expect(try !store.hasBlob(.transcript(round: 1)))
        #expect(throws: planned(5)) { try store.saveBlob([1], as: .transcript(round: 1)) }
        #expect(try store.blob(.transcript(round: 1)) == [1])
        #expect(plan.calls == 5)
    }

    @Test("The plan counts the participant's writes too")
    func client() throws {
        let store = MemoryClientStore(faults: FaultPlan([2: .before]))
        try store.saveContribution(Samples.own(1))
        #expect(throws: planned(2)) { try store.saveCommitment(Samples.commitment(1, sum: "a")) }
        #expect(store.commitments().isEmpty)
        try store.saveCommitment(Samples.commitment(1, sum: "a"))
    }

    private func planned(_ number: Int) -> StoreError {
        .inputOutput(path: "memory", reason: "call \(number) was planned to fail")
    }
}
