/// Records operations on variables, to run through them backwards once: reverse-mode differentiation by the chain
/// rule (Wengert, 1964).
///
/// A node refers to its inputs by number and never to the tape, so nothing keeps itself alive; `backward` frees each
/// node as soon as it has passed its gradient on.
public final class Tape<Scalar: TensorScalar> {
    typealias Backward = (_ gradient: Tensor<Scalar>, inout Gradients<Scalar>) -> Void

    /// Leaves have no operation to run back through.
    private var operations: [Backward?] = []
    private var isSpent = false
    /// The parameters that were read, and what they were.
    private var leaves: [ObjectIdentifier: (parameter: Parameter<Scalar>, value: Tensor<Scalar>, node: Int)] = [:]
    /// Matrices that few rows were multiplied by, by their place: nil after the first time, then transposed.
    private var transposed: [Int: Tensor<Scalar>?] = [:]
    /// Whether operations are recorded. Without, a tape only carries `isTraining`, and nothing keeps intermediates.
    public let isRecording: Bool
    /// Whether layers behave as in training: dropout drops.
    public let isTraining: Bool
    /// What training draws from.
    public var generator: SeededGenerator

    /// A tape to train on, with `seed` for whatever is random.
    public init(seed: UInt64 = 0) {
        isRecording = true
        isTraining = true
        generator = SeededGenerator(seed: seed)
    }

    private init(records: Bool) {
        isRecording = records
        isTraining = false
        generator = SeededGenerator(seed: 0)
    }

    /// A tape that records nothing: to evaluate a model.
    @specialized(where Scalar == Float)
    public static func evaluation() -> Tape { Tape(records: false) }

    /// How many operations and leaves are recorded.
    public var count: Int { operations.count }

    /// A variable to differentiate by.
    @specialized(where Scalar == Float)
    public func variable(_ value: Tensor<Scalar>) -> Variable<Scalar> {
        Variable(value, node: isRecording ? append(nil) : nil, tape: self)
    }

    /// A parameter's value now, as a variable: the same one however often it is read from this tape.
    public subscript(parameter: Parameter<Scalar>) -> Variable<Scalar> { read(parameter) }

    @specialized(where Scalar == Float)
    private func read(_ parameter: Parameter<Scalar>) -> Variable<Scalar> {
        if let leaf = leaves[ObjectIdentifier(parameter)] { return Variable(leaf.value, node: leaf.node, tape: self) }
        guard isRecording, !parameter.isFrozen else { return constant(parameter.value) }
        let node = append(nil)
        leaves[ObjectIdentifier(parameter)] = (parameter, parameter.value, node)
        return Variable(parameter.value, node: node, tape: self)
    }

    /// A variable that no gradient is computed for.
    @specialized(where Scalar == Float)
    public func constant(_ value: Tensor<Scalar>) -> Variable<Scalar> {
        Variable(value, node: nil, tape: self)
    }

    /// The transposed of a matrix that is used again and again, as by each step of a sequence; nil the first time, when it
    /// would not be worth it.
    func repeatedlyTransposed(_ matrix: Variable<Scalar>) -> Tensor<Scalar>? {
        guard let node = matrix.node else { return nil }
        guard let known = transposed[node] else {
            transposed[node] = .some(nil)
            return nil
        }
        if let known { return known }
        let result = matrix.value.transposed()
        transposed[node] = result
        return result
    }

    /// The result of an operation on `inputs`; `backward` adds to their gradients. It must not capture variables,
    /// only values and node numbers.
    func record(
        _ value: Tensor<Scalar>, of inputs: [Variable<Scalar>], backward: @escaping Backward
    ) -> Variable<Scalar> {
        require(inputs.allSatisfy { $0.tape === self }, "an operation on variables of two tapes")
        guard isRecording, inputs.contains(where: { $0.node != nil }) else { return constant(value) }
        return Variable(value, node: append(backward), tape: self)
    }

    fileprivate func gradients(of variable: Variable<Scalar>) -> Gradients<Scalar> {
        require(variable.count == 1, "backward: a gradient is that of one number, not of shape \(variable.shape)")
        require(!isSpent, "backward: this tape was run through already")
        isSpent = true
        var gradients = Gradients<Scalar>(count: operations.count, parameters: leaves.mapValues { $0.node })
        defer { leaves = [:] }
        transposed = [:]
        gradients.add(variable.node) { Tensor(variable.shape, repeating: 1) }
        for node in operations.indices.reversed() {
            guard let operation = operations.removeLast(), let gradient = gradients.remove(node) else { continue }
            operation(gradient, &gradients)
        }
        gradients.finish()
        return gradients
    }

    private func append(_ operation: Backward?) -> Int {
        require(!isSpent, "this tape was run through already; record the next step on a new one")
        operations.append(operation)
        return operations.count - 1
    }
}

extension Variable {
    /// The gradients of this single number by every variable that it depends on. The tape is spent afterwards.
    @specialized(where Scalar == Float)
    public func backward() -> Gradients<Scalar> {
        tape.gradients(of: self)
    }
}
