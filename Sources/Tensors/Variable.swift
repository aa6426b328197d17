/// A tensor on a tape: operations on it are recorded, so that a result can be differentiated by it.
public struct Variable<Scalar: TensorScalar> {
    /// The numbers.
    public let value: Tensor<Scalar>
    /// Where operations on it are recorded.
    public let tape: Tape<Scalar>
    /// Its place on the tape; nil for a constant.
    let node: Int?

    init(_ value: Tensor<Scalar>, node: Int?, tape: Tape<Scalar>) {
        self.value = value
        self.node = node
        self.tape = tape
    }

    /// The sizes of the axes.
    public var shape: [Int] { value.shape }

    /// How many numbers there are.
    public var count: Int { value.count }

    /// The same numbers as a constant: no gradient flows back through it.
    public var detached: Self { tape.constant(value) }
}
