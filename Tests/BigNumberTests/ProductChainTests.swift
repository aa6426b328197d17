import BigNumberTesting
import CMontgomery
import Testing

@testable import BigNumber

@Suite struct ProductChainTests {
    private static func vector(_ exponents: [BigInteger]) -> ResidueVector {
        ResidueVector(exponents, limbsPerRow: exponents.reduce(1) { max($0, $1.limbCount) })
    }

    private static func run(_ chain: ProductChain, _ bases: [BigInteger], modulus: BigInteger) -> BigInteger {
        var numbers = bases + Array(repeating: 0, count: chain.numberCount - bases.count)
        for step in chain.steps {
            numbers[Int(step.result)] = (numbers[Int(step.left)] * numbers[Int(step.right)]).modulo(modulus)
        }
        return numbers[chain.answer]
    }

    /// Exponents that are equal, zero, one, alone, far apart, or anything.
    private static func exponents(_ random: inout SplitMix64) -> [[BigInteger]] {
        let any = (0..<20).map { _ in random.integer(bits: 128) }
        return [
            [1], [2], [3], [0, 1], [1, 0], [5, 5], [1, 1, 1], [any[0]], [any[0], any[0], 1], [0, any[1], 0],
            [any[2], 3, any[3] << 400], [any[4] << 90, any[4]], [6, 10, 15], any,
        ]
    }

    @Test("every chain computes the product", arguments: SplitMix64.seeds)
    func products(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let modulus = random.modulus(bits: 100)
        for exponents in Self.exponents(&random) where exponents.contains(where: { !$0.isZero }) {
            let bases = exponents.map { _ in random.residue(below: modulus) }
            let expected = zip(bases, exponents).reduce(BigInteger(1)) {
                ($0 * $1.0.power($1.1, modulo: modulus)).modulo(modulus)
            }
            let rows = Self.vector(exponents)
            let chains =
                [ProductChain.differences(of: rows)] + (1...6).map { ProductChain.windows(for: rows, bits: $0) }
            for chain in chains { #expect(Self.run(chain, bases, modulus: modulus) == expected, "\(exponents)") }
            let cheapest = try #require(ProductChain.cheapest(for: rows))
            #expect(Self.run(cheapest, bases, modulus: modulus) == expected)
            #expect(chains.allSatisfy { cheapest.cost <= $0.cost + $0.cost / 10 + 8 }, "\(exponents)")
        }
    }

    @Test("zeros need no chain")
    func zeros() {
        #expect(ProductChain.cheapest(for: Self.vector([0, 0])) == nil)
        #expect(ProductChain.cheapest(for: Self.vector([])) == nil)
    }

    @Test("many bases cost fewer products than windows, a lone one no more than its bits and a quarter")
    func cost() throws {
        var random = SplitMix64(seed: 7)
        let exponents = (0..<52).map { _ in (BigInteger(1) << 127) + random.integer(bits: 127) }
        let many = try #require(ProductChain.cheapest(for: Self.vector(exponents)))
        #expect(many.steps.count < 52 * 30)
        #expect(many.numberCount <= 53)
        let alone = try #require(ProductChain.cheapest(for: Self.vector([exponents[0]])))
        #expect(alone.steps.count < 128 + 32 + 8)
    }
}
