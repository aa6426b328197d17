/// What tensors hold: `Float` to learn with, `Double` to check with.
public protocol TensorScalar: BinaryFloatingPoint, Sendable {
    /// The loops over buffers of this type.
    static var kernels: Kernels<Self> { get }
}
