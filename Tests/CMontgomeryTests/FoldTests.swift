import BigNumber
import BigNumberTesting
import CMontgomery
import Testing

/// Running products and encryption against plain integers.
@Suite(.enabled(if: cmontgomery_is_supported())) struct FoldTests {
    @Test("running products of rows of any value", arguments: LaneTests.wordCounts, SplitMix64.seeds)
    func products(words: Int, seed: UInt64) {
        var random = SplitMix64(seed: seed)
        for root in LaneTests.moduli(words: words, &random) {
            let lanes = LaneFixture(root, isSquared: true)
            let count = Int.random(in: 1...8, using: &random)
            #expect(lanes.product(of: [], count: count) == [BigInteger](repeating: 1, count: count))
            var vectors: [[BigInteger]] = []
            var expected = [BigInteger](repeating: 1, count: count)
            for length in 1...12 {
                let vector = LaneTests.numbers(count, words: lanes.words, modulus: lanes.modulus, &random)
                    .map { $0.isZero ? lanes.modulus - 1 : $0 }
                vectors.append(vector)
                expected = zip(expected, vector).map { ($0 * $1).modulo(lanes.modulus) }
                guard length < 4 || length == 12 else { continue }
                #expect(lanes.product(of: vectors, count: count) == expected, "\(length) vectors")
            }
            // The largest rows that there are, again and again: what is summed comes closest to its bounds.
            let largest = (BigInteger(1) << (64 * lanes.words)) - 1
            let product = lanes.product(of: Array(repeating: [largest, 0], count: 9), count: 2)
            #expect(product == [largest.power(9, modulo: lanes.modulus), 0])
        }
    }

    @Test("one plus a multiple of N, times an entry", arguments: LaneTests.wordCounts, SplitMix64.seeds)
    func onePlus(words: Int, seed: UInt64) {
        var random = SplitMix64(seed: seed)
        for root in LaneTests.moduli(words: words, &random) {
            let lanes = LaneFixture(root, isSquared: true)
            for count in [1, 5, 8] {
                let multipleWords = Int.random(in: 1...words, using: &random)
                let bound = min(root, BigInteger(1) << (64 * multipleWords))
                let multiples = (0..<count).map { $0 == 0 ? bound - 1 : random.residue(below: bound) }
                let values = LaneTests.numbers(count, words: lanes.words, modulus: lanes.modulus, &random)
                let made = lanes.multiplyOnePlus(
                    multiples, multipleWords: multipleWords, entries: values.map { lanes.entry(of: $0) })
                #expect(made == zip(multiples, values).map { (($0 * root + 1) * $1).modulo(lanes.modulus) })
            }
        }
    }
}
