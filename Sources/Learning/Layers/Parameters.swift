/// The ordered, named parameters of a layer or a model, those of inner layers under the path to them
/// (`hidden.weight`). They flatten to one vector, the one the update codec packs, and back.
public struct Parameters<Scalar: TensorScalar>: Sequence, ExpressibleByDictionaryLiteral {
    private var entries: [(name: String, parameter: Parameter<Scalar>)]

    /// Parameters in the order given.
    public init(dictionaryLiteral elements: (String, Parameter<Scalar>)...) {
        entries = elements.map { (name: $0.0, parameter: $0.1) }
    }

    /// The parameters of `layers`, each under its layer's name.
    public init(_ layers: KeyValuePairs<String, Parameters<Scalar>>) {
        entries = layers.flatMap { layer in layer.value.map { ("\(layer.key).\($0.name)", $0.parameter) } }
    }

    /// Those of both, the left ones first.
    public static func + (left: Self, right: Self) -> Self {
        var both = left
        both.entries += right.entries
        return both
    }

    /// Goes through names and parameters in order.
    public func makeIterator() -> IndexingIterator<[(name: String, parameter: Parameter<Scalar>)]> {
        entries.makeIterator()
    }

    /// The parameter of a name.
    public subscript(name: String) -> Parameter<Scalar>? {
        entries.first { $0.name == name }?.parameter
    }

    /// How many numbers there are.
    public var count: Int {
        entries.reduce(0) { $0 + $1.parameter.value.count }
    }

    /// The values of all parameters, to come back to.
    public var values: [Tensor<Scalar>] {
        get { entries.map(\.parameter.value) }
        nonmutating set {
            precondition(newValue.map(\.shape) == values.map(\.shape), "values of other shapes than the parameters'")
            for (entry, value) in zip(entries, newValue) { entry.parameter.value = value }
        }
    }
}

extension Parameters where Scalar == Float {
    /// The names and shapes, in order.
    ///
    /// - Throws: `LearningError.duplicateName` when two parameters bear one name.
    public func layout() throws -> ParameterLayout {
        try ParameterLayout(map { ParameterLayout.Entry($0.name, $0.parameter.value.shape) })
    }

    /// All parameters as one vector.
    public func flattened() -> [Float] {
        flatMap(\.parameter.value.elements)
    }

    /// Sets all parameters from one vector.
    ///
    /// - Throws: `LearningError.wrongParameterCount` when it is not `count` long.
    public func assign(_ vector: [Float]) throws {
        for (entry, elements) in zip(self, try layout().unflatten(vector)) {
            entry.parameter.value = Tensor(entry.parameter.value.shape, elements)
        }
    }
}
