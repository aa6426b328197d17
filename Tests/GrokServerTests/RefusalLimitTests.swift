import Testing

@testable import GrokServer

@Suite struct RefusalLimitTests {
    @Test func aFewAreToldAndTheRestAreCounted() {
        var limit = RefusalLimit()
        let answers = (0..<1000).map { _ in limit.admit(at: 5) }
        #expect(answers.prefix(20).allSatisfy { $0 == 0 })
        #expect(answers.dropFirst(20).allSatisfy { $0 == nil })
        let answer1 = limit.admit(at: 6)
        #expect(answer1 == 980)
        let answer2 = limit.admit(at: 6)
        #expect(answer2 == nil)
        let answer3 = limit.admit(at: 7)
        #expect(answer3 == 1)
    }

    @Test func quietTimesFillItUpAgainButNoFurther() {
        var limit = RefusalLimit()
        for _ in 0..<30 { _ = limit.admit(at: 0) }
        let told = (0..<1000).count { _ in limit.admit(at: 10_000) != nil }
        #expect(told == 20)
    }

    @Test func aClockThatGoesBackGivesNothing() {
        var limit = RefusalLimit()
        for _ in 0..<20 { _ = limit.admit(at: 100) }
        let answer4 = limit.admit(at: 1)
        #expect(answer4 == nil)
        let answer5 = limit.admit(at: 1.5)
        #expect(answer5 == nil)
    }
}
