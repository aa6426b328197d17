import Testing

@testable import Tensors

struct SeededGeneratorTests {
    /// The first outputs of the reference implementation (https://prng.di.unimi.it/splitmix64.c) for this seed.
    @Test func sequenceIsSplitMix64() {
        var generator = SeededGenerator(seed: 1_234_567)
        let expected: [UInt64] = [
            6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
            4_593_380_528_125_082_431, 16_408_922_859_458_223_821,
        ]
        #expect(expected.map { _ in generator.next() } == expected)
    }

    @Test func integersAreUniform() {
        var generator = SeededGenerator(seed: 1)
        var counts = Array(repeating: 0, count: 7)
        for _ in 0..<70_000 { counts[generator.integer(below: 7)] += 1 }
        // Six standard deviations of a binomial of 70,000 × 1/7.
        #expect(counts.allSatisfy { abs($0 - 10_000) < 556 })
    }

    @Test func unitFloatsStayBelowOne() {
        var generator = SeededGenerator(seed: 2)
        let sample = (0..<10_000).map { _ in generator.unitFloat() }
        #expect(sample.allSatisfy { (0..<1).contains($0) })
        #expect(abs(sample.reduce(0, +) / 10_000 - 0.5) < 0.02)
    }

    @Test func shufflesArePinned() {
        var generator = SeededGenerator(seed: 3)
        var items = Array(0..<10)
        generator.shuffle(&items)
        #expect(items.sorted() == Array(0..<10))
        #expect(items == [5, 7, 2, 8, 3, 9, 0, 4, 6, 1])
    }
}
