/// A tensor that is learnt: layers hold it, tapes read it, optimizers change it.
public final class Parameter<Scalar: TensorScalar> {
    /// The numbers as they are now.
    public var value: Tensor<Scalar>
    /// Whether it stays as it is: tapes then read it as a constant.
    public var isFrozen = false

    /// A parameter that starts as `value`.
    public init(_ value: Tensor<Scalar>) {
        self.value = value
    }
}
