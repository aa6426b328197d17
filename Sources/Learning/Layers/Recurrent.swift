/// A step of a recurrent network: from an input and the state before to the state after.
public protocol RecurrentCell<Scalar> {
    /// What it computes in.
    associatedtype Scalar: TensorScalar

    /// What it learns.
    var parameters: Parameters<Scalar> { get }

    /// The tensors of a state before the first step, for `batch` sequences at once.
    func initialState(_ batch: Int) -> [Tensor<Scalar>]

    /// What the inputs [… , inputs] contribute to the steps, for many steps in one product.
    func projected(_ inputs: Variable<Scalar>) -> Variable<Scalar>

    /// The state after a step, from what its input contributes; its first variable is the output [batch, hidden].
    func step(_ projected: Variable<Scalar>, _ state: [Variable<Scalar>]) -> [Variable<Scalar>]
}

extension RecurrentCell {
    /// The state after `input` [batch, inputs]; its first variable is the output [batch, hidden].
    public func callAsFunction(_ input: Variable<Scalar>, _ state: [Variable<Scalar>]) -> [Variable<Scalar>] {
        step(projected(input), state)
    }

    /// The states after each of the inputs [steps, batch, inputs].
    public func unrolled(_ inputs: Variable<Scalar>, _ state: [Variable<Scalar>]) -> [[Variable<Scalar>]] {
        let projected = projected(inputs)
        let shape = Array(projected.shape.dropFirst())
        var state = state
        return (0..<inputs.shape[0]).map { index in
            state = step(projected.slice(index..<(index + 1)).reshaped(shape), state)
            return state
        }
    }
}

/// h′ = tanh(W x + U h + b) (chapter 12; Elman, 1990).
public struct RNNCell<Scalar: TensorScalar>: RecurrentCell {
    private let input: Linear<Scalar>
    private let hidden: Linear<Scalar>
    private let size: Int

    /// A cell of `hidden` numbers of state; `transition` says how U starts.
    public init(
        _ inputs: Int, _ hidden: Int, transition: Initializer = .inputs, using generator: inout SeededGenerator
    ) {
        size = hidden
        input = Linear(inputs, hidden, using: &generator)
        self.hidden = Linear(hidden, hidden, bias: false, initializer: transition, using: &generator)
    }

    /// W, b and U.
    public var parameters: Parameters<Scalar> {
        Parameters(["input": input.parameters, "hidden": hidden.parameters])
    }

    /// Zeros.
    public func initialState(_ batch: Int) -> [Tensor<Scalar>] {
        [Tensor([batch, size], repeating: 0)]
    }

    /// W x + b.
    @specialized(where Scalar == Float)
    public func projected(_ inputs: Variable<Scalar>) -> Variable<Scalar> {
        input(inputs)
    }

    /// One step.
    @specialized(where Scalar == Float)
    public func step(_ projected: Variable<Scalar>, _ state: [Variable<Scalar>]) -> [Variable<Scalar>] {
        [(projected + hidden(state[0])).tanh()]
    }
}

/// Long short-term memory (chapter 14; Hochreiter, Schmidhuber, 1997; the forget gate of Gers, 2000):
/// i, f, o = σ(W x + U h + b) each, c′ = f c + i tanh(W x + U h + b), h′ = o tanh(c′).
public struct LSTMCell<Scalar: TensorScalar>: RecurrentCell {
    private let input: Linear<Scalar>
    private let hidden: Linear<Scalar>
    private let size: Int

    /// A cell of `hidden` numbers of state and as many of memory. The forget gate's bias starts as 1, so that the
    /// memory starts by being kept (Jozefowicz, Zaremba, Sutskever, 2015).
    public init(_ inputs: Int, _ hidden: Int, using generator: inout SeededGenerator) {
        size = hidden
        // All four gates of all units in one product: input, forget, candidate, output.
        let bound = Initializer.uniform(1 / Double(hidden).squareRoot())
        input = Linear(inputs, 4 * hidden, initializer: bound, using: &generator)
        self.hidden = Linear(hidden, 4 * hidden, bias: false, initializer: bound, using: &generator)
        input.bias?.value = Tensor((0..<(4 * hidden)).map { $0 / hidden == 1 ? 1 : 0 })
    }

    /// W and b, and U, of all gates.
    public var parameters: Parameters<Scalar> {
        Parameters(["input": input.parameters, "hidden": hidden.parameters])
    }

    /// Zeros: output and memory.
    public func initialState(_ batch: Int) -> [Tensor<Scalar>] {
        Array(repeating: Tensor([batch, size], repeating: 0), count: 2)
    }

    /// W x + b of all gates.
    @specialized(where Scalar == Float)
    public func projected(_ inputs: Variable<Scalar>) -> Variable<Scalar> {
        input(inputs)
    }

    /// One step.
    @specialized(where Scalar == Float)
    public func step(_ projected: Variable<Scalar>, _ state: [Variable<Scalar>]) -> [Variable<Scalar>] {
        let gates = projected + hidden(state[0])
        let memory = gates.lstmMemory(state[1])
        return [gates.lstmOutput(memory), memory]
    }
}
