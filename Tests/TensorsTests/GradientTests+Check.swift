import Testing

@testable import Tensors

extension GradientTests {
    static func check(_ inputs: [Tensor<Double>], _ name: String, _ function: Function) {
        let tape = Tape<Double>(seed: 5)
        let variables = inputs.map(tape.variable)
        let gradients = weighted(function(variables)).backward()
        for (which, input) in inputs.enumerated() {
            let analytic = gradients[variables[which]]
            #expect(analytic.shape == input.shape, "\(name)")
            for index in 0..<input.count {
                let numeric = difference(inputs, which, index, function)
                let exact = analytic.elements[index]
                #expect(abs(exact - numeric) <= 1e-6 * max(1, abs(exact), abs(numeric)), "\(name), input \(which)")
            }
        }
    }

    /// One number from all of the output, each element with another weight.
    static func weighted(_ output: Variable<Double>) -> Variable<Double> {
        var generator = SeededGenerator(seed: 99)
        return (output * output.tape.constant(.normal(output.shape, using: &generator))).sum()
    }

    static func difference(_ inputs: [Tensor<Double>], _ which: Int, _ index: Int, _ function: Function) -> Double {
        let step = 1e-5
        func value(_ change: Double) -> Double {
            var elements = inputs[which].elements
            elements[index] += change
            var moved = inputs
            moved[which] = Tensor(inputs[which].shape, elements)
            let tape = Tape<Double>(seed: 5)
            return weighted(function(moved.map(tape.variable))).value.scalar
        }
        return (value(step) - value(-step)) / (2 * step)
    }
}
