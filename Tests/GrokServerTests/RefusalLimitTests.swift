import Testing

@testable import GrokServer

@Suite struct RefusalLimitTests {
    @Test func aFewAreToldAndTheRestAreCounted() {
        var limit = RefusalLimit()
        let answers = (0..<1000).map { _ in limit.admit(at: 5) }
        #expect(answers.prefix(20).allSatisfy { $0 == 0 })
        #expect(answers.dropFirst(20).allSatisfy { $0 == nil })
        #expect(limit.admit(at: 6) == 980)
        #expect(limit.admit(at: 6) == nil)
        #expect(limit.admit(at: 7) == 1)
    }

    @Test func quietTimesFillItUpAgainButNoFurther() {
        var limit = RefusalLimit()
        for _ in 0..<30 { _ = limit.admit(at: 0) }
        #expect((0..<1000).count { _ in limit.admit(at: 10_000) != nil } == 20)
    }

    @Test func aClockThatGoesBackGivesNothing() {
        var limit = RefusalLimit()
        for _ in 0..<20 { _ = limit.admit(at: 100) }
        #expect(limit.admit(at: 1) == nil)
        #expect(limit.admit(at: 1.5) == nil)
    }
}
