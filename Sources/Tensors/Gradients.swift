/// The gradients that a backward pass collects, one for each node of the tape that has one.
public struct Gradients<Scalar: TensorScalar>: Sendable {
    /// A gradient is the sum of these parts. They lie side by side, not as cases of an enum, so that each can be added
    /// to in place.
    private struct Slot: Sendable {
        var dense: Tensor<Scalar>?
        var rows: RowGradient<Scalar>?
        /// A sum of leftᵀ · right, not yet computed.
        var products: [(left: Tensor<Scalar>, right: Tensor<Scalar>)] = []
    }

    private var slots: [Slot]
    private let parameters: [ObjectIdentifier: Int]

    init(count: Int, parameters: [ObjectIdentifier: Int]) {
        slots = Array(repeating: Slot(), count: count)
        self.parameters = parameters
    }

    /// The gradient of a parameter; nil when it was not read, or nothing depends on it.
    public subscript(parameter: Parameter<Scalar>) -> Tensor<Scalar>? { gradient(parameter) }

    @specialized(where Scalar == Float)
    private func gradient(_ parameter: Parameter<Scalar>) -> Tensor<Scalar>? {
        parameters[ObjectIdentifier(parameter)].flatMap { tensor($0) }
    }

    /// The gradient of a parameter that was only read by rows; nil when it is dense or there is none.
    @specialized(where Scalar == Float)
    public func rows(_ parameter: Parameter<Scalar>) -> RowGradient<Scalar>? {
        parameters[ObjectIdentifier(parameter)].flatMap { rows($0) }
    }

    /// Multiplies the gradients of all parameters by `factor`.
    @specialized(where Scalar == Float)
    public mutating func scale(by factor: Scalar) {
        for node in parameters.values {
            slots[node].dense = slots[node].dense.map { $0 * factor }
            slots[node].rows?.scale(by: factor)
        }
    }

    /// The Euclidean norm of the gradients of all parameters together.
    public var norm: Scalar {
        parameters.values.sorted().reduce(Scalar(0)) { sum, node in
            guard let own = slots[node].dense ?? slots[node].rows?.values else { return sum }
            return sum + Tensor.dot(own, own)
        }.squareRoot()
    }

    /// Scales the gradients so that their norm is at most `limit` (Pascanu, Mikolov, Bengio, 2013).
    @specialized(where Scalar == Float)
    public mutating func clip(norm limit: Scalar) {
        let norm = norm
        if norm > limit { scale(by: limit / norm) }
    }

    /// The gradient of a variable that was read from outside (`Tape.variable`); zero where nothing depends on it.
    public subscript(variable: Variable<Scalar>) -> Tensor<Scalar> {
        guard let node = variable.node else { return Tensor(variable.shape, repeating: 0) }
        return tensor(node) ?? Tensor(variable.shape, repeating: 0)
    }

    /// The gradient of a table that was only read by rows; nil when it is dense, or nothing depends on the table.
    @specialized(where Scalar == Float)
    public func rows(_ variable: Variable<Scalar>) -> RowGradient<Scalar>? {
        variable.node.flatMap { rows($0) }
    }

    /// Adds `gradient()` to that of `node`; nothing is computed for a constant.
    mutating func add(_ node: Int?, _ gradient: () -> Tensor<Scalar>) {
        guard let node else { return }
        let gradient = gradient()
        if slots[node].dense == nil {
            slots[node].dense = gradient
        } else {
            slots[node].dense?.accumulate(gradient)
        }
    }

    /// Adds a gradient of some rows.
    mutating func add(_ node: Int?, rows gradient: RowGradient<Scalar>) {
        guard let node else { return }
        slots[node].rows = slots[node].rows.map { $0 + gradient } ?? gradient
    }

    /// Adds the gradient of elements `range` along `axis` of a node of `shape`.
    mutating func add(
        _ node: Int?, slice gradient: Tensor<Scalar>, of shape: [Int], axis: Int, _ range: Range<Int>
    ) {
        guard let node else { return }
        if slots[node].dense == nil { slots[node].dense = Tensor(shape, repeating: 0) }
        slots[node].dense?.accumulate(gradient, axis: axis, range)
    }

    /// Adds leftᵀ · right to the gradient of `node`. The products of a matrix that is used at every step of a sequence
    /// become one, when they are needed: one pass over the matrix instead of one a step.
    mutating func add(_ node: Int?, transposed left: Tensor<Scalar>, times right: Tensor<Scalar>) {
        guard let node else { return }
        slots[node].products.append((left, right))
    }

    /// Computes what was put off.
    mutating func finish() {
        for node in slots.indices { settle(node) }
    }

    /// Removes the gradient of `node`, so that its memory is free once it has been passed on.
    mutating func remove(_ node: Int) -> Tensor<Scalar>? {
        settle(node)
        defer { slots[node] = Slot() }
        return tensor(node)
    }

    private func tensor(_ node: Int) -> Tensor<Scalar>? { slots[node].dense ?? slots[node].rows?.dense }

    private func rows(_ node: Int) -> RowGradient<Scalar>? { slots[node].rows }

    /// Adds up the parts, so that there is one: dense, or of rows where there is nothing else.
    private mutating func settle(_ node: Int) {
        let pairs = slots[node].products
        if !pairs.isEmpty {
            slots[node].products = []
            let left = Tensor.concatenated(pairs.map { $0.left })
            add(node) { left.product(.concatenated(pairs.map { $0.right }), transposesLeft: true) }
        }
        if let rows = slots[node].rows, slots[node].dense != nil {
            slots[node].rows = nil
            slots[node].dense?.accumulate(rows)
        }
    }
}
