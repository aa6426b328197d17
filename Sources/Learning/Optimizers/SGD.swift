/// Stochastic gradient descent: v ← μ v + (g + λ p), p ← p − α v.
public struct SGD<Scalar: TensorScalar>: Optimizer {
    /// α.
    public var learningRate: Scalar
    private let momentum: Scalar
    private let weightDecay: Scalar
    private var velocities: [ObjectIdentifier: (owner: Parameter<Scalar>, velocity: Tensor<Scalar>)] = [:]

    /// Descent with momentum μ and weight decay λ.
    public init(_ learningRate: Scalar, momentum: Scalar = 0, weightDecay: Scalar = 0) {
        self.learningRate = learningRate
        self.momentum = momentum
        self.weightDecay = weightDecay
    }

    /// One step. Without momentum and decay, rows of a table without a gradient cost nothing.
    @specialized(where Scalar == Float)
    public mutating func step(_ parameters: Parameters<Scalar>, _ gradients: Gradients<Scalar>) {
        for (_, parameter) in parameters where !parameter.isFrozen {
            if momentum == 0, weightDecay == 0, let rows = gradients.rows(parameter) {
                rows.add(to: &parameter.value, scale: -learningRate)
            } else if var change = gradients[parameter] {
                if weightDecay != 0 { change.accumulate(parameter.value, scale: weightDecay) }
                if momentum != 0 { change = velocity(parameter, change) }
                parameter.value.accumulate(change, scale: -learningRate)
            }
        }
    }

    private mutating func velocity(_ parameter: Parameter<Scalar>, _ change: Tensor<Scalar>) -> Tensor<Scalar> {
        var velocity = change
        if let old = velocities[ObjectIdentifier(parameter)] { velocity.accumulate(old.velocity, scale: momentum) }
        velocities[ObjectIdentifier(parameter)] = (parameter, velocity)
        return velocity
    }
}
