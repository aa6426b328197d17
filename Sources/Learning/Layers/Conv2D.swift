/// A two-dimensional convolution of images [n, channels, height, width], plus a bias for each kernel.
public struct Conv2D<Scalar: TensorScalar>: Layer {
    /// [kernels, channels, size, size].
    public let weight: Parameter<Scalar>
    /// [kernels].
    public let bias: Parameter<Scalar>
    private let stride: Int
    private let padding: Int

    /// `kernels` of `size` × `size` by `initializer`; the bias starts as zeros.
    public init(
        _ channels: Int, _ kernels: Int, size: Int, stride: Int = 1, padding: Int = 0,
        initializer: Initializer = .inputs, using generator: inout SeededGenerator
    ) {
        let area = size * size
        weight = Parameter(
            initializer.tensor(
                [kernels, channels, size, size], inputs: channels * area, outputs: kernels * area, using: &generator))
        bias = Parameter(Tensor([kernels], repeating: 0))
        (self.stride, self.padding) = (stride, padding)
    }

    /// Weight and bias.
    public var parameters: Parameters<Scalar> { ["weight": weight, "bias": bias] }

    /// [n, channels, height, width] to [n, kernels, smaller height, smaller width].
    @specialized(where Scalar == Float)
    public func callAsFunction(_ input: Variable<Scalar>) -> Variable<Scalar> {
        let convolved = input.convolved(input.tape[weight], stride: stride, padding: padding)
        return convolved + input.tape[bias].reshaped([-1, 1, 1])
    }
}
