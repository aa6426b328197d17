/// Moves parameters against their gradients. What it remembers of a parameter has the parameter's shape.
public protocol Optimizer<Scalar> {
    /// What it computes in.
    associatedtype Scalar: TensorScalar

    /// The size of a step, to be changed as a schedule wants.
    var learningRate: Scalar { get set }

    /// One step. Frozen parameters and those without a gradient stay.
    mutating func step(_ parameters: Parameters<Scalar>, _ gradients: Gradients<Scalar>)
}
