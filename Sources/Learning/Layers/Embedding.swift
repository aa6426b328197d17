/// A vector for each of `rows` words. Gradients are sparse: a step touches only the words that were read.
public struct Embedding<Scalar: TensorScalar> {
    /// [rows, dimension].
    public let weight: Parameter<Scalar>

    /// Vectors by `initializer`.
    public init(
        _ rows: Int, _ dimension: Int, initializer: Initializer = .normal(1), using generator: inout SeededGenerator
    ) {
        weight = Parameter(
            initializer.tensor([rows, dimension], inputs: dimension, outputs: rows, using: &generator))
    }

    /// The vectors.
    public var parameters: Parameters<Scalar> { ["weight": weight] }

    /// The vectors of `words`: [words.count, dimension].
    @specialized(where Scalar == Float)
    public func callAsFunction(_ words: [Int], on tape: Tape<Scalar>) -> Variable<Scalar> {
        tape[weight].gathered(words)
    }
}

/// A vector for each of `rows` words, and a text as the sum of its words' vectors, no matter in what order.
public struct EmbeddingBag<Scalar: TensorScalar> {
    /// [rows, dimension].
    public let weight: Parameter<Scalar>

    /// The vectors `weight`, [rows, dimension].
    public init(_ weight: Parameter<Scalar>) {
        self.weight = weight
    }

    /// Vectors by `initializer`.
    public init(
        _ rows: Int, _ dimension: Int, initializer: Initializer = .zeros, using generator: inout SeededGenerator
    ) {
        self.init(Embedding<Scalar>(rows, dimension, initializer: initializer, using: &generator).weight)
    }

    /// The vectors.
    public var parameters: Parameters<Scalar> { ["weight": weight] }

    /// The sum for each bag of words: [bags.count, dimension].
    @specialized(where Scalar == Float)
    public func callAsFunction(_ bags: [[UInt32]], on tape: Tape<Scalar>) -> Variable<Scalar> {
        tape[weight].bags(bags)
    }
}
