import CTensorKernels

/// The loops over buffers that every operation on tensors comes down to, for one type of number. A class, because every
/// operation reaches for it, and to copy so many functions would cost more than many a loop.
public final class Kernels<Scalar: TensorScalar>: Sendable {
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

    init(
        add: Arithmetic, subtract: Arithmetic, multiply: Arithmetic, divide: Arithmetic,
        fill: @escaping @Sendable (_ count: Int, Scalar, Out) -> Void,
        accumulate: @escaping @Sendable (_ count: Int, _ scale: Scalar, In, Out) -> Void, exp: @escaping Unary,
        log: @escaping Unary, sqrt: @escaping Unary, relu: @escaping Unary, sigmoid: @escaping Unary,
        tanh: @escaping Unary, sqrtGradient: @escaping Binary, reluGradient: @escaping Binary,
        sigmoidGradient: @escaping Binary, tanhGradient: @escaping Binary,
        sum: @escaping @Sendable (_ outer: Int, _ axis: Int, _ inner: Int, In, Out) -> Void,
        max:
            @escaping @Sendable (_ outer: Int, _ axis: Int, _ inner: Int, In, Out, UnsafeMutablePointer<Int32>) -> Void,
        dot: @escaping @Sendable (_ count: Int, In, In) -> Scalar, softmax: @escaping RowUnary,
        logSoftmax: @escaping RowUnary, softmaxGradient: @escaping RowBinary, logSoftmaxGradient: @escaping RowBinary,
        copy:
            @escaping @Sendable (_ rank: Int, _ shape: UnsafePointer<Int>, _ strides: UnsafePointer<Int>, In, Out) ->
            Void, gather: @escaping @Sendable (_ count: Int, _ width: Int, Rows, In, Out) -> Void,
        scatter: @escaping @Sendable (_ count: Int, _ width: Int, Rows, In, Out) -> Void,
        bag: @escaping @Sendable (_ bags: Int, _ width: Int, _ starts: Rows, _ rows: Rows, In, Out) -> Void,
        bagGradient: @escaping @Sendable (_ bags: Int, _ width: Int, _ starts: Rows, _ slots: Rows, In, Out) -> Void,
        windows: @escaping Windowed, windowsGradient: @escaping Windowed,
        maxPool: @escaping @Sendable (tk_window, In, Out, UnsafeMutablePointer<Int32>) -> Void,
        averagePool: @escaping Windowed, averagePoolGradient: @escaping Windowed,
        lstmMemory: @escaping @Sendable (_ count: Int, _ size: Int, In, In, Out, Out) -> Void,
        lstmMemoryGradient: @escaping @Sendable (_ count: Int, _ size: Int, In, In, In, Out, Out) -> Void,
        lstmOutput: @escaping @Sendable (_ count: Int, _ size: Int, In, In, Out, Out) -> Void,
        lstmOutputGradient: @escaping @Sendable (_ count: Int, _ size: Int, In, In, Out, Out) -> Void,
        uniform: @escaping @Sendable (_ count: Int, _ state: UInt64, _ low: Scalar, _ size: Scalar, Out) -> Void,
        dropout: @escaping @Sendable (_ count: Int, _ state: UInt64, _ keep: Scalar, Out) -> Void,
        logisticLoss: @escaping @Sendable (_ count: Int, In, In) -> Scalar,
        logisticLossGradient: @escaping @Sendable (_ count: Int, _ scale: Scalar, In, In, Out) -> Void,
        adam: @escaping @Sendable (_ count: Int, _ width: Int, Rows?, AdamStep<Scalar>, In, Out, Out, Out) -> Void,
        product: @escaping @Sendable (MatrixProduct, In, In, _ beta: Scalar, Out) -> Void
    ) {
        self.add = add
        self.subtract = subtract
        self.multiply = multiply
        self.divide = divide
        self.fill = fill
        self.accumulate = accumulate
        self.exp = exp
        self.log = log
        self.sqrt = sqrt
        self.relu = relu
        self.sigmoid = sigmoid
        self.tanh = tanh
        self.sqrtGradient = sqrtGradient
        self.reluGradient = reluGradient
        self.sigmoidGradient = sigmoidGradient
        self.tanhGradient = tanhGradient
        self.sum = sum
        self.max = max
        self.dot = dot
        self.softmax = softmax
        self.logSoftmax = logSoftmax
        self.softmaxGradient = softmaxGradient
        self.logSoftmaxGradient = logSoftmaxGradient
        self.copy = copy
        self.gather = gather
        self.scatter = scatter
        self.bag = bag
        self.bagGradient = bagGradient
        self.windows = windows
        self.windowsGradient = windowsGradient
        self.maxPool = maxPool
        self.averagePool = averagePool
        self.averagePoolGradient = averagePoolGradient
        self.lstmMemory = lstmMemory
        self.lstmMemoryGradient = lstmMemoryGradient
        self.lstmOutput = lstmOutput
        self.lstmOutputGradient = lstmOutputGradient
        self.uniform = uniform
        self.dropout = dropout
        self.logisticLoss = logisticLoss
        self.logisticLossGradient = logisticLossGradient
        self.adam = adam
        self.product = product
    }
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
