/// How weights start. `inputs` and `outputs` are how many numbers one output depends on, and one input acts on.
public enum Initializer: Sendable {
    /// Uniform in ±√(6 / (inputs + outputs)): for tanh and softmax (Glorot, Bengio, 2010).
    case glorot
    /// Normal of variance 2 / inputs: for ReLU (He, Zhang, Ren, Sun, 2015).
    case he
    /// The identity matrix, so that a recurrent state starts by being kept.
    case identity
    /// Uniform in ±1/√inputs: a sound default (LeCun, Bottou, Orr, Müller, 1998).
    case inputs
    /// Normal of this deviation.
    case normal(Double)
    /// Uniform in ± this.
    case uniform(Double)
    /// Zeros.
    case zeros

    /// Weights of `shape`.
    public func tensor<Scalar: TensorScalar>(
        _ shape: [Int], inputs: Int, outputs: Int, using generator: inout SeededGenerator
    ) -> Tensor<Scalar> {
        switch self {
        case .glorot: return Self.uniform(shape, (6 / Double(inputs + outputs)).squareRoot(), &generator)
        case .he: return .normal(shape, deviation: Scalar((2 / Double(inputs)).squareRoot()), using: &generator)
        case .identity:
            precondition(shape.count == 2 && shape[0] == shape[1], "identity of shape \(shape)")
            return Tensor(shape, (0..<shape[0] * shape[1]).map { $0 % (shape[1] + 1) == 0 ? 1 : 0 })
        case .inputs: return Self.uniform(shape, 1 / Double(inputs).squareRoot(), &generator)
        case .normal(let deviation): return .normal(shape, deviation: Scalar(deviation), using: &generator)
        case .uniform(let bound): return Self.uniform(shape, bound, &generator)
        case .zeros: return Tensor(shape, repeating: 0)
        }
    }

    private static func uniform<Scalar: TensorScalar>(
        _ shape: [Int], _ bound: Double, _ generator: inout SeededGenerator
    ) -> Tensor<Scalar> {
        .uniform(shape, in: Scalar(-bound)..<Scalar(bound), using: &generator)
    }
}
