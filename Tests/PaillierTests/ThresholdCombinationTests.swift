import BigNumber
import Testing

@testable import Paillier

/// Any t of k, whoever is there.
@Suite struct ThresholdCombinationTests {
    private static func subsets(of holders: Int, count: Int) -> [[Int]] {
        guard count > 0 else { return [[]] }
        guard holders > 0 else { return [] }
        return subsets(of: holders - 1, count: count)
            + subsets(of: holders - 1, count: count - 1).map { $0 + [holders] }
    }

    @Test(
        "every t holders open the sum, in any order",
        arguments: [(1, 1), (1, 3), (2, 2), (2, 3), (3, 5), (5, 5), (4, 7)])
    func everySubset(threshold: Int, holders: Int) throws {
        let scene = try ThresholdScene(threshold: threshold, holders: holders, blocks: 2, positions: 1)
        let contributions = [try scene.contribute([7, 8]), try scene.contribute([1 << 40, 0])]
        let sum = scene.sum(contributions)
        let shares = try (1...holders).map { try scene.share($0, of: contributions) }
        for share in shares { try scene.verify(share, of: sum) }
        for chosen in Self.subsets(of: holders, count: threshold) {
            for order in [chosen, chosen.reversed()] {
                let given = order.map { shares[$0 - 1] }
                let opened = try scene.scheme.combine(given, sum: sum, layout: scene.layout)
                #expect(opened.rows.integers == [7 + (1 << 40), 8], "holders \(order)")
            }
        }
    }

    @Test("the least denominator D opens to the same as Δ, which it divides", arguments: [(2, 3), (3, 5), (4, 7)])
    func denominators(threshold: Int, holders: Int) throws {
        let scene = try ThresholdScene(threshold: threshold, holders: holders, blocks: 1, positions: 1)
        let contribution = try scene.contribute([BigInteger(1) << 500])
        let partials = try scene.secrets.map { try scene.partials($0, of: contribution)[0] }
        for chosen in Self.subsets(of: holders, count: threshold) {
            let least = Lagrange.leastDenominator(among: chosen)
            #expect(scene.sizes.delta.modulo(least).isZero)
            for denominator in [least, scene.sizes.delta] {
                let exponents = chosen.map {
                    -Lagrange.numerator(of: $0, at: 0, among: chosen, denominator: denominator)
                }
                let factor = scene.sizes.delta * denominator
                let masked = scene.power(contribution.ciphertexts.rows[0], factor)
                let unmasked = scene.multiply(masked, scene.product(chosen.map { partials[$0 - 1] }, exponents))
                let opened = scene.multiply(unmasked, unmasked)
                #expect(scene.modulo(opened) == 1)
                let inverse = try #require((2 * factor).inverse(modulo: scene.n))
                #expect(scene.modulo((opened - 1) / scene.n * inverse) == BigInteger(1) << 500)
            }
        }
    }

    @Test("fewer than t holders of a block are too few, and one counts once")
    func missing() throws {
        let scene = try ThresholdScene(threshold: 3, holders: 4)
        let contributions = [try scene.contribute()]
        let sum = scene.sum(contributions)
        let shares = try (1...3).map { try scene.share($0, of: contributions) }
        let part = try scene.share(4, of: contributions, blocks: [0, 2])
        let cases: [(given: [DecryptionShare], block: Int)] = [
            ([], 0), (Array(shares[0..<2]), 0), ([shares[0], shares[0], shares[1]], 0),
            ([shares[1], shares[2], part], 1),
        ]
        for (given, block) in cases {
            #expect(throws: PaillierError.blockUncovered(block: block)) {
                try scene.scheme.combine(given, sum: sum, layout: scene.layout)
            }
        }
    }

    @Test("a holder that left after some blocks is replaced by another, block by block")
    func replaced() throws {
        let scene = try ThresholdScene(threshold: 3, holders: 5, blocks: 4)
        let contributions = [try scene.contribute(), try scene.contribute()]
        let sum = scene.sum(contributions)
        let given = try [(1, [0, 1, 2, 3]), (2, [0]), (3, [0, 1, 2]), (4, [1, 3]), (5, [2, 3])].map { holder, blocks in
            try scene.share(holder, of: contributions, blocks: blocks)
        }
        for share in given { try scene.verify(share, of: sum) }
        let opened = try scene.scheme.combine(given, sum: sum, layout: scene.layout)
        #expect(opened.rows.integers == (0..<scene.layout.positions).map { BigInteger(2 * (100 + $0)) })
        #expect(throws: PaillierError.blockUncovered(block: 0)) {
            try scene.scheme.combine(Array(given.dropFirst()), sum: sum, layout: scene.layout)
        }
    }

    @Test("more shares than needed change nothing, not even wrong ones that come later")
    func surplus() throws {
        let scene = try ThresholdScene()
        let contributions = [try scene.contribute()]
        var shares = try (1...3).map { try scene.share($0, of: contributions) }
        shares[2].payload[0] ^= 1
        let opened = try scene.scheme.combine(shares, sum: scene.sum(contributions), layout: scene.layout)
        #expect(opened.rows.integers == (0..<scene.layout.positions).map { BigInteger(100 + $0) })
    }

    @Test("shares that nobody verified and that do not fit are noticed, with the block and its holders")
    func unverified() throws {
        let scene = try ThresholdScene()
        let contributions = [try scene.contribute()]
        let sum = scene.sum(contributions)
        var wrong = try scene.loose(scene.share(3, of: contributions))
        wrong.w[2] = scene.multiply(wrong.w[2], scene.key.base)
        let shares = [try scene.share(2, of: contributions), scene.bytes(wrong)]
        #expect(throws: PaillierError.sharesDisagree(block: 1, holders: [2, 3])) {
            try scene.scheme.combine(shares, sum: sum, layout: scene.layout)
        }
        // A partial without an inverse must not stop anything either.
        wrong.w[0] = ThresholdScene.p * scene.n
        #expect(throws: PaillierError.sharesDisagree(block: 0, holders: [2, 3])) {
            try scene.scheme.combine([shares[0], scene.bytes(wrong)], sum: sum, layout: scene.layout)
        }
    }

    @Test("exponents of every length work from dealing to opening", arguments: ExponentLength.allCases)
    func exponents(length: ExponentLength) throws {
        let scene = try ThresholdScene(blocks: 2, positions: 3, exponents: length)
        let bits = scene.sizes.exponentBits
        #expect(bits == [.short: 256, .half: 384, .full: 766][length])
        // So many that one of whole bits would be above ⌊n/4⌋, which is 0.98 · 2^766.
        let (count, limbs) = (1000, (bits + 63) / 64)
        let drawn = scene.key.parameters.randomExponents(count: count)
        #expect(drawn.count == count * limbs)
        let randomness = drawn.withLimbs { drawn in
            (0..<count).map { BigInteger(limbs: UnsafeBufferPointer(rebasing: drawn[$0 * limbs..<($0 + 1) * limbs])) }
        }
        let bound = length == .full ? scene.n >> 2 : BigInteger(1) << bits
        #expect(randomness.allSatisfy { $0 < bound } && randomness.contains { $0.bitWidth == bits })
        let contributions = [try scene.contribute(), try scene.contribute()]
        for one in contributions {
            try scene.scheme.verify(one, layout: scene.layout, context: ThresholdScene.context)
        }
        #expect(try scene.open(contributions, holders: [2, 3]) == (0..<6).map { BigInteger(200 + 2 * $0) })
    }
}
