import Foundation
import Testing

@testable import Tensors

/// The vectorised functions of Float against the C library's in Double, in units of the last place.
struct FunctionTests {
    static func expectAccurate(
        _ inputs: [Float], _ result: Tensor<Float>, _ exact: (Double) -> Double, units: Double, _ name: String
    ) {
        for (input, found) in zip(inputs, result.elements) {
            let expected = exact(Double(input))
            let unit = Double(max(Float(abs(expected)).ulp, Float.leastNonzeroMagnitude))
            #expect(abs(Double(found) - expected) <= units * unit, "\(name)(\(input)) = \(found)")
        }
    }

    static func inputs(_ range: ClosedRange<Float>) -> [Float] {
        let count = 4001
        return (0..<count).map {
            range.lowerBound + (range.upperBound - range.lowerBound) * Float($0) / Float(count - 1)
        }
    }

    @Test func exponential() {
        let inputs = Self.inputs(-103...88.6) + Self.inputs(-1...1)
        Self.expectAccurate(inputs, Tensor(inputs).exp(), exp, units: 2, "exp")
        #expect(Tensor<Float>([89, 1000, .infinity]).exp() == Tensor([.infinity, .infinity, .infinity]))
        #expect(Tensor<Float>([-110, -1000, -.infinity]).exp() == Tensor([0, 0, 0]))
        #expect(Tensor<Float>([.nan]).exp().scalar.isNaN)
    }

    @Test func logarithm() {
        let inputs =
            Self.inputs(0.001...4) + Self.inputs(4...1e30) + [
                1, .leastNormalMagnitude, Float(bitPattern: 71_362), .greatestFiniteMagnitude,
            ]
        Self.expectAccurate(inputs, Tensor(inputs).log(), log, units: 2, "log")
        #expect(Tensor<Float>([0, -0.0, .infinity]).log() == Tensor([-.infinity, -.infinity, .infinity]))
        #expect(Tensor<Float>([-1, .nan]).log().elements.allSatisfy { $0.isNaN })
    }

    @Test func hyperbolicTangent() {
        let inputs = Self.inputs(-10...10) + Self.inputs(-0.7...0.7) + [1e-30, -1e-8, 0, 100, -100]
        Self.expectAccurate(inputs, Tensor(inputs).tanh(), tanh, units: 3, "tanh")
        #expect(Tensor<Float>([.nan]).tanh().scalar.isNaN)
    }

    @Test func sigmoid() {
        let inputs = Self.inputs(-80...80)
        Self.expectAccurate(inputs, Tensor(inputs).sigmoid(), { 1 / (1 + exp(-$0)) }, units: 4, "sigmoid")
        #expect(Tensor<Float>([-1000, 1000]).sigmoid() == Tensor([0, 1]))
    }

    @Test func softmaxOfHugeNumbers() {
        #expect(Tensor<Float>([1000, 1000, -1000]).softmax() == Tensor([0.5, 0.5, 0]))
        #expect(Tensor<Float>([1000, 0]).logSoftmax() == Tensor([0, -1000]))
    }

    @Test func randomNumbersAreThoseOfTheGenerator() {
        var (bulk, single) = (SeededGenerator(seed: 4), SeededGenerator(seed: 4))
        let drawn: Tensor<Float> = .uniform([100], using: &bulk)
        #expect(drawn.elements == (0..<100).map { _ in single.unitFloat() })
        #expect(bulk.next() == single.next())
    }

    @Test func normalNumbers() {
        var generator = SeededGenerator(seed: 6)
        let sample: Tensor<Double> = .normal([20_000], mean: 3, deviation: 2, using: &generator)
        let mean = sample.mean().scalar
        let variance = ((sample - mean) * (sample - mean)).mean().scalar
        #expect(abs(mean - 3) < 0.06 && abs(variance - 4) < 0.2)
    }

    @Test func permutationsHoldEveryNumber() {
        var generator = SeededGenerator(seed: 7)
        #expect(generator.permutation(50).sorted() == Array(0..<50))
    }
}
