/// The gradients that a backward pass collects, one for each node of the tape that has one.
public struct Gradients<Scalar: TensorScalar>: Sendable {
    enum Slot: Sendable {
        case none
        case dense(Tensor<Scalar>)
        case rows(RowGradient<Scalar>)
        /// A sum of leftᵀ · right, not yet computed.
        case products([(left: Tensor<Scalar>, right: Tensor<Scalar>)])
    }

    private var slots: [Slot]
    private let parameters: [ObjectIdentifier: Int]

    init(count: Int, parameters: [ObjectIdentifier: Int]) {
        slots = Array(repeating: .none, count: count)
        self.parameters = parameters
    }

    /// The gradient of a parameter; nil when it was not read, or nothing depends on it.
    public subscript(parameter: Parameter<Scalar>) -> Tensor<Scalar>? {
        parameters[ObjectIdentifier(parameter)].flatMap(tensor)
    }

    /// The gradient of a parameter that was only read by rows; nil when it is dense or there is none.
    public func rows(_ parameter: Parameter<Scalar>) -> RowGradient<Scalar>? {
        guard let node = parameters[ObjectIdentifier(parameter)], case .rows(let rows) = slots[node] else { return nil }
        return rows
    }

    /// Multiplies the gradients of all parameters by `factor`.
    public mutating func scale(by factor: Scalar) {
        for node in parameters.values {
            switch take(node) {
            case .none, .products: break
            case .dense(let gradient): slots[node] = .dense(gradient * factor)
            case .rows(var gradient):
                gradient.scale(by: factor)
                slots[node] = .rows(gradient)
            }
        }
    }

    /// The Euclidean norm of the gradients of all parameters together.
    public var norm: Scalar {
        parameters.values.sorted().reduce(Scalar(0)) { sum, node in
            switch slots[node] {
            case .none, .products: sum
            case .dense(let gradient): sum + Tensor.dot(gradient, gradient)
            case .rows(let gradient): sum + Tensor.dot(gradient.values, gradient.values)
            }
        }.squareRoot()
    }

    /// Scales the gradients so that their norm is at most `limit` (Pascanu, Mikolov, Bengio, 2013).
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
    public func rows(_ variable: Variable<Scalar>) -> RowGradient<Scalar>? {
        guard let node = variable.node, case .rows(let gradient) = slots[node] else { return nil }
        return gradient
    }

    /// Adds `gradient()` to that of `node`; nothing is computed for a constant.
    mutating func add(_ node: Int?, _ gradient: () -> Tensor<Scalar>) {
        guard let node else { return }
        let gradient = gradient()
        switch take(node) {
        case .none, .products: slots[node] = .dense(gradient)
        case .dense(var sum):
            sum += gradient
            slots[node] = .dense(sum)
        case .rows(let rows):
            var sum = gradient
            rows.add(to: &sum)
            slots[node] = .dense(sum)
        }
    }

    /// Adds a gradient of some rows.
    mutating func add(_ node: Int?, rows gradient: RowGradient<Scalar>) {
        guard let node else { return }
        switch take(node) {
        case .none, .products: slots[node] = .rows(gradient)
        case .rows(let sum): slots[node] = .rows(sum + gradient)
        case .dense(var sum):
            gradient.add(to: &sum)
            slots[node] = .dense(sum)
        }
    }

    /// Adds the gradient of elements `range` along `axis` of a node of `shape`, in place where there is one already.
    mutating func add(
        _ node: Int?, slice gradient: Tensor<Scalar>, of shape: [Int], axis: Int, _ range: Range<Int>
    ) {
        guard let node else { return }
        switch take(node) {
        case .dense(var sum):
            sum.accumulate(gradient, axis: axis, range)
            slots[node] = .dense(sum)
        case let other:
            slots[node] = other
            add(node) { gradient.unsliced(shape, axis: axis, range) }
        }
    }

    /// Adds leftᵀ · right to the gradient of `node`. The products of a matrix that is used at every step of a sequence
    /// become one, when they are needed: one pass over the matrix instead of one a step.
    mutating func add(_ node: Int?, transposed left: Tensor<Scalar>, times right: Tensor<Scalar>) {
        guard let node else { return }
        switch slots[node] {
        case .none: slots[node] = .products([(left, right)])
        case .products(var pairs):
            slots[node] = .none
            pairs.append((left, right))
            slots[node] = .products(pairs)
        case .dense, .rows: add(node) { left.product(right, transposesLeft: true) }
        }
    }

    /// Computes what was put off.
    mutating func finish() {
        for node in slots.indices { slots[node] = take(node) }
    }

    /// Removes the gradient of `node`, so that its memory is free once it has been passed on.
    mutating func remove(_ node: Int) -> Tensor<Scalar>? {
        switch take(node) {
        case .none, .products: nil
        case .dense(let gradient): gradient
        case .rows(let gradient): gradient.dense
        }
    }

    private func tensor(_ node: Int) -> Tensor<Scalar>? {
        switch slots[node] {
        case .none, .products: nil
        case .dense(let gradient): gradient
        case .rows(let gradient): gradient.dense
        }
    }

    /// Empties the slot, so that the sum has one owner and is added to in place; products are computed first.
    private mutating func take(_ node: Int) -> Slot {
        let slot = slots[node]
        slots[node] = .none
        guard case .products(let pairs) = slot else { return slot }
        let left = Tensor.concatenated(pairs.map(\.left))
        return .dense(left.product(.concatenated(pairs.map(\.right)), transposesLeft: true))
    }
}
