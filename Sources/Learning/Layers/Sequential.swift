/// Layers one after the other; parameters are named by a layer's number: `0.weight`.
public struct Sequential<Scalar: TensorScalar>: Layer {
    private let layers: [any Layer<Scalar>]

    /// `layers`, the first one first.
    public init(_ layers: any Layer<Scalar>...) {
        self.layers = layers
    }

    /// Those of all layers.
    public var parameters: Parameters<Scalar> {
        layers.enumerated().reduce([:]) { $0 + Parameters(["\($1.offset)": $1.element.parameters]) }
    }

    /// The last layer's output.
    @specialized(where Scalar == Float)
    public func callAsFunction(_ input: Variable<Scalar>) -> Variable<Scalar> {
        layers.reduce(input) { $1($0) }
    }
}
