import BigNumber
import BigNumberTesting
import CMontgomery
import Testing

/// Chains of products against plain integers.
@Suite(.enabled(if: cmontgomery_is_supported())) struct ChainTests {
    @Test("chains of products", arguments: [1, 3, 8, 13, 48], SplitMix64.seeds)
    func chains(words: Int, seed: UInt64) {
        var random = SplitMix64(seed: seed)
        for (root, isSquared) in LaneTests.moduli(words: words, &random).flatMap({ [($0, false), ($0, true)] }) {
            let lanes = LaneFixture(root, isSquared: isSquared)
            for (rows, baseCount, stepCount) in [(1, 1, 0), (3, 1, 5), (8, 4, 60), (5, 7, 40)] {
                let baseWords = Int.random(in: 1...3 * lanes.words, using: &random)
                let bases = (0..<rows).map { _ in
                    LaneTests.numbers(baseCount, words: baseWords, modulus: lanes.modulus, &random)
                }
                let numbers = baseCount + Int.random(in: 0...5, using: &random)
                let (steps, answer) = Self.chain(bases: baseCount, numbers: numbers, steps: stepCount, &random)
                let expected = bases.map { Self.run(steps, $0, numbers: numbers, modulus: lanes.modulus)[answer] }
                for isRowByRow in [false, true] {
                    let result = lanes.chain(
                        bases, baseWords: baseWords, steps, numbers: numbers, answer: answer, isRowByRow: isRowByRow)
                    #expect(result == expected, "\(rows) rows of \(baseCount) bases of \(baseWords) words")
                }
            }
        }
    }

    /// Steps that use only what exists already.
    private static func chain(
        bases: Int, numbers: Int, steps count: Int, _ random: inout SplitMix64
    ) -> (steps: [cmontgomery_step], answer: Int) {
        var existing = bases
        let steps = (0..<count).map { _ in
            let (left, right) = (
                Int.random(in: 0..<existing, using: &random), Int.random(in: 0..<existing, using: &random)
            )
            let result = Int.random(in: 0..<min(existing + 1, numbers), using: &random)
            existing = max(existing, result + 1)
            return cmontgomery_step(result: UInt32(result), left: UInt32(left), right: UInt32(right))
        }
        return (steps, Int(steps.last?.result ?? 0))
    }

    private static func run(
        _ steps: [cmontgomery_step], _ bases: [BigInteger], numbers: Int, modulus: BigInteger
    ) -> [BigInteger] {
        let start = bases.map { $0.modulo(modulus) } + Array(repeating: 0, count: numbers - bases.count)
        return steps.reduce(into: start) { values, step in
            values[Int(step.result)] = (values[Int(step.left)] * values[Int(step.right)]).modulo(modulus)
        }
    }
}
