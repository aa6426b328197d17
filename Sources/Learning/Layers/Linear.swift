/// y = x Wᵀ + b along the last axis of x.
public struct Linear<Scalar: TensorScalar>: Layer {
    /// [outputs, inputs].
    public let weight: Parameter<Scalar>
    /// [outputs], or none.
    public let bias: Parameter<Scalar>?

    /// Weights by `initializer`; the bias starts as zeros.
    public init(
        _ inputs: Int, _ outputs: Int, bias: Bool = true, initializer: Initializer = .inputs,
        using generator: inout SeededGenerator
    ) {
        let shape = [outputs, inputs]
        weight = Parameter(initializer.tensor(shape, inputs: inputs, outputs: outputs, using: &generator))
        self.bias = bias ? Parameter(Tensor([outputs], repeating: 0)) : nil
    }

    /// Weight and bias.
    public var parameters: Parameters<Scalar> {
        bias.map { ["weight": weight, "bias": $0] } ?? ["weight": weight]
    }

    /// [… , inputs] to [… , outputs].
    @specialized(where Scalar == Float)
    public func callAsFunction(_ input: Variable<Scalar>) -> Variable<Scalar> {
        input.affine(input.tape[weight], bias.map { input.tape[$0] })
    }
}
