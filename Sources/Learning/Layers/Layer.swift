/// A function with parameters, from one variable to one variable.
public protocol Layer<Scalar> {
    /// What it computes in.
    associatedtype Scalar: TensorScalar

    /// What it learns.
    var parameters: Parameters<Scalar> { get }

    /// Its output, recorded on the input's tape.
    func callAsFunction(_ input: Variable<Scalar>) -> Variable<Scalar>
}

/// A layer that learns nothing: a function.
public struct Activation<Scalar: TensorScalar>: Layer {
    private let function: (Variable<Scalar>) -> Variable<Scalar>

    /// Any function of variables.
    public init(_ function: @escaping (Variable<Scalar>) -> Variable<Scalar>) {
        self.function = function
    }

    /// None.
    public var parameters: Parameters<Scalar> { [:] }

    /// The function's value.
    public func callAsFunction(_ input: Variable<Scalar>) -> Variable<Scalar> {
        function(input)
    }
}

extension Layer {
    /// max(x, 0).
    public static func relu<S>() -> Self where Self == Activation<S> { Activation { $0.relu() } }

    /// 1 / (1 + e⁻ˣ).
    public static func sigmoid<S>() -> Self where Self == Activation<S> { Activation { $0.sigmoid() } }

    /// The hyperbolic tangent.
    public static func tanh<S>() -> Self where Self == Activation<S> { Activation { $0.tanh() } }

    /// eˣ / Σ eˣ along the last axis.
    public static func softmax<S>() -> Self where Self == Activation<S> { Activation { $0.softmax() } }

    /// Zeroes each number with probability `rate` while training (Srivastava and others, 2014).
    public static func dropout<S>(_ rate: S) -> Self where Self == Activation<S> { Activation { $0.dropout(rate) } }

    /// The largest of each window of `size` × `size`.
    public static func maxPool<S>(_ size: Int, stride: Int? = nil) -> Self where Self == Activation<S> {
        Activation { $0.maxPooled(size, stride: stride) }
    }

    /// The mean of each window of `size` × `size`.
    public static func averagePool<S>(_ size: Int, stride: Int? = nil) -> Self where Self == Activation<S> {
        Activation { $0.averagePooled(size, stride: stride) }
    }

    /// All axes but the first as one.
    public static func flatten<S>() -> Self where Self == Activation<S> {
        Activation { $0.reshaped([$0.shape[0], -1]) }
    }
}
