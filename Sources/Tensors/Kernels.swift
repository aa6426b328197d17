import CTensorKernels

/// The loops over buffers that every operation on tensors comes down to, for one type of number.
public struct Kernels<Scalar: TensorScalar>: Sendable {
    typealias In = UnsafePointer<Scalar>
    typealias Out = UnsafeMutablePointer<Scalar>
    typealias Rows = UnsafePointer<Int32>
    typealias Unary = @Sendable (_ count: Int, In, Out) -> Void
    typealias Binary = @Sendable (_ count: Int, In, In, Out) -> Void
    typealias RowUnary = @Sendable (_ rows: Int, _ columns: Int, In, Out) -> Void
    typealias RowBinary = @Sendable (_ rows: Int, _ columns: Int, In, In, Out) -> Void
    typealias Windowed = @Sendable (tk_window, In, Out) -> Void

    /// An operator between buffers, and between a buffer and a number.
    struct Arithmetic: Sendable {
        let pair: Binary
        let number: @Sendable (_ count: Int, In, Scalar, Out) -> Void
        let reversed: @Sendable (_ count: Int, Scalar, In, Out) -> Void
    }

    let add: Arithmetic
    let subtract: Arithmetic
    let multiply: Arithmetic
    let divide: Arithmetic
    let fill: @Sendable (_ count: Int, Scalar, Out) -> Void
    let accumulate: @Sendable (_ count: Int, _ scale: Scalar, In, Out) -> Void

    let exp: Unary
    let log: Unary
    let sqrt: Unary
    let relu: Unary
    let sigmoid: Unary
    let tanh: Unary
    let sqrtGradient: Binary
    let reluGradient: Binary
    let sigmoidGradient: Binary
    let tanhGradient: Binary

    let sum: @Sendable (_ outer: Int, _ axis: Int, _ inner: Int, In, Out) -> Void
    let max: @Sendable (_ outer: Int, _ axis: Int, _ inner: Int, In, Out, UnsafeMutablePointer<Int32>) -> Void
    let dot: @Sendable (_ count: Int, In, In) -> Scalar
    let softmax: RowUnary
    let logSoftmax: RowUnary
    let softmaxGradient: RowBinary
    let logSoftmaxGradient: RowBinary

    let copy: @Sendable (_ rank: Int, _ shape: UnsafePointer<Int>, _ strides: UnsafePointer<Int>, In, Out) -> Void
    let gather: @Sendable (_ count: Int, _ width: Int, Rows, In, Out) -> Void
    let scatter: @Sendable (_ count: Int, _ width: Int, Rows, In, Out) -> Void
    let bag: @Sendable (_ bags: Int, _ width: Int, _ starts: Rows, _ rows: Rows, In, Out) -> Void
    let bagGradient: @Sendable (_ bags: Int, _ width: Int, _ starts: Rows, _ slots: Rows, In, Out) -> Void

    let windows: Windowed
    let windowsGradient: Windowed
    let maxPool: @Sendable (tk_window, In, Out, UnsafeMutablePointer<Int32>) -> Void
    let averagePool: Windowed
    let averagePoolGradient: Windowed

    let lstmMemory: @Sendable (_ count: Int, _ size: Int, In, In, Out, Out) -> Void
    let lstmMemoryGradient: @Sendable (_ count: Int, _ size: Int, In, In, In, Out, Out) -> Void
    let lstmOutput: @Sendable (_ count: Int, _ size: Int, In, In, Out, Out) -> Void
    let lstmOutputGradient: @Sendable (_ count: Int, _ size: Int, In, In, Out, Out) -> Void

    let uniform: @Sendable (_ count: Int, _ state: UInt64, _ low: Scalar, _ size: Scalar, Out) -> Void
    let dropout: @Sendable (_ count: Int, _ state: UInt64, _ keep: Scalar, Out) -> Void
    let logisticLoss: @Sendable (_ count: Int, In, In) -> Scalar
    let logisticLossGradient: @Sendable (_ count: Int, _ scale: Scalar, In, In, Out) -> Void

    let adam: @Sendable (_ count: Int, _ width: Int, Rows?, AdamStep<Scalar>, In, Out, Out, Out) -> Void
    let product: @Sendable (MatrixProduct, In, In, _ beta: Scalar, Out) -> Void
}

/// The constants of one step of Adam (Kingma, Ba, 2015, algorithm 1), bias corrections included.
package struct AdamStep<Scalar: TensorScalar>: Sendable {
    var firstDecay: Scalar
    var secondDecay: Scalar
    var stepSize: Scalar
    var secondCorrection: Scalar
    var epsilon: Scalar

    package init(
        firstDecay: Scalar, secondDecay: Scalar, stepSize: Scalar, secondCorrection: Scalar, epsilon: Scalar
    ) {
        self.firstDecay = firstDecay
        self.secondDecay = secondDecay
        self.stepSize = stepSize
        self.secondCorrection = secondCorrection
        self.epsilon = epsilon
    }
}

/// The sizes of a product of row-major matrices, [rows, inner] · [inner, columns], either stored transposed.
struct MatrixProduct: Sendable {
    var rows: Int
    var columns: Int
    var inner: Int
    var transposesLeft = false
    var transposesRight = false
}
