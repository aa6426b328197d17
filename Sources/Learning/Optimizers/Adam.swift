import Glibc

/// Adam (Kingma, Ba, 2015, algorithm 1). Lazy on tables: the moments of rows without a gradient rest, so that a step
/// costs what its batch touches.
public struct Adam<Scalar: TensorScalar>: Optimizer {
    private struct Moments {
        let owner: Parameter<Scalar>
        var first: Tensor<Scalar>
        var second: Tensor<Scalar>

        init(_ parameter: Parameter<Scalar>) {
            owner = parameter
            first = Tensor(parameter.value.shape, repeating: 0)
            second = Tensor(parameter.value.shape, repeating: 0)
        }
    }

    /// α.
    public var learningRate: Scalar
    private let firstDecay: Scalar
    private let secondDecay: Scalar
    private let epsilon: Scalar
    private var moments: [ObjectIdentifier: Moments] = [:]
    private var steps = 0

    /// Adam with decay rates β₁ and β₂.
    public init(
        _ learningRate: Scalar = 0.001, firstDecay: Scalar = 0.9, secondDecay: Scalar = 0.999, epsilon: Scalar = 1e-8
    ) {
        self.learningRate = learningRate
        self.firstDecay = firstDecay
        self.secondDecay = secondDecay
        self.epsilon = epsilon
    }

    /// One step.
    @specialized(where Scalar == Float)
    public mutating func step(_ parameters: Parameters<Scalar>, _ gradients: Gradients<Scalar>) {
        steps += 1
        let step = constants()
        for (_, parameter) in parameters where !parameter.isFrozen {
            if let rows = gradients.rows(parameter) {
                descend(parameter, step, rows.values, rows.rows)
            } else if let gradient = gradients[parameter] {
                descend(parameter, step, gradient, nil)
            }
        }
    }

    private mutating func descend(
        _ parameter: Parameter<Scalar>, _ step: AdamStep<Scalar>, _ gradient: Tensor<Scalar>, _ rows: [Int32]?
    ) {
        // Taken out and put back, so that the moments have one owner and change in place.
        var own = moments.removeValue(forKey: ObjectIdentifier(parameter)) ?? Moments(parameter)
        parameter.value.descend(step, first: &own.first, second: &own.second, gradient: gradient, rows: rows)
        moments[ObjectIdentifier(parameter)] = own
    }

    private func constants() -> AdamStep<Scalar> {
        AdamStep(
            firstDecay: firstDecay, secondDecay: secondDecay,
            stepSize: Scalar(Double(learningRate) / (1 - pow(Double(firstDecay), Double(steps)))),
            secondCorrection: Scalar(1 / (1 - pow(Double(secondDecay), Double(steps)))), epsilon: epsilon)
    }
}
