import Testing

@testable import Tensors

/// Every operation's gradient against central differences, in Double, over random shapes:
/// |a − n| ≤ 1e-6 · max(1, |a|, |n|).
struct GradientTests {
    /// Random shapes and numbers for one case.
    struct Source {
        var generator: SeededGenerator

        mutating func size(_ limit: Int = 4) -> Int { 1 + generator.integer(below: limit) }

        mutating func shape(_ rank: Int) -> [Int] { (0..<rank).map { _ in size() } }

        mutating func normal(_ shape: [Int]) -> Tensor<Double> { .normal(shape, using: &generator) }

        mutating func positive(_ shape: [Int]) -> Tensor<Double> {
            .uniform(shape, in: 0.5..<2, using: &generator)
        }

        /// Numbers at least 0.05 apart from one another and from zero: no difference steps over a kink.
        mutating func distinct(_ shape: [Int]) -> Tensor<Double> {
            let count = shape.reduce(1, *)
            return Tensor(shape, generator.permutation(count).map { (Double($0 - count / 2) + 0.5) / 10 })
        }

        /// A shape that broadcasts to `shape`: some sizes 1, some leading axes gone.
        mutating func narrowed(_ shape: [Int]) -> [Int] {
            shape.map { generator.integer(below: 3) == 0 ? 1 : $0 }.suffix(shape.count - generator.integer(below: 2))
        }
    }

    typealias Function = ([Variable<Double>]) -> Variable<Double>
    typealias Maker = @Sendable (inout Source) -> (inputs: [Tensor<Double>], function: Function)

    static let cases: [(name: String, make: Maker)] = [
        ("add", { broadcast(&$0) { $0[0] + $0[1] } }),
        ("subtract", { broadcast(&$0) { $0[1] - $0[0] } }),
        ("multiply", { broadcast(&$0) { $0[0] * $0[1] } }),
        (
            "divide",
            { source in
                let shape = source.shape(3)
                let narrow = source.narrowed(shape)
                return ([source.normal(narrow), source.positive(shape)], { $0[0] / $0[1] })
            }
        ),
        (
            "numbers",
            { source in
                ([source.normal(source.shape(2))], { 3 - (-$0[0] * 2 + 1 - 0.5) / 4 * 0.7 })
            }
        ),
        (
            "used often",
            { source in
                ([source.normal(source.shape(2))], { $0[0] * $0[0] + $0[0].exp() * $0[0] - $0[0] })
            }
        ),
        (
            "matmul",
            { source in
                let (m, k, n) = (source.size(), source.size(), source.size())
                return ([source.normal([m, k]), source.normal([k, n])], { $0[0].matmul($0[1]) })
            }
        ),
        (
            "matmul of batches",
            { source in
                let (b, m, k, n) = (source.shape(2), source.size(), source.size(), source.size())
                return ([source.normal(b + [m, k]), source.normal(b + [k, n])], { $0[0].matmul($0[1]) })
            }
        ),
        (
            "matmul of batches with one",
            { source in
                let (b, m, k, n) = (source.shape(2), source.size(), source.size(), source.size())
                return ([source.normal(b + [m, k]), source.normal([k, n])], { $0[0].matmul($0[1]) })
            }
        ),
        (
            "affine",
            { source in
                let (lead, width, out) = (source.shape(2), source.size(), source.size())
                let inputs = [source.normal(lead + [width]), source.normal([out, width]), source.normal([out])]
                return (inputs, { $0[0].affine($0[1], $0[2]) + $0[0].affine($0[1]) })
            }
        ),
        (
            "transpose",
            { source in
                let axes = source.generator.permutation(4)
                return ([source.normal(source.shape(4))], { $0[0].transposed(axes) })
            }
        ),
        ("transpose of the last two", { ([$0.normal($0.shape(3))], { $0[0].transposed() }) }),
        ("reshape", { ([$0.normal($0.shape(3))], { $0[0].reshaped([-1]) * 2 }) }),
        (
            "expand",
            { source in
                let shape = source.shape(3)
                return ([source.normal(source.narrowed(shape))], { $0[0].expanded(shape) })
            }
        ),
        ("sum", { ([$0.normal($0.shape(3))], { $0[0].sum() }) }),
        ("sum over an axis", { axis(&$0) { $0.sum(axis: $1, keepsAxis: $2) } }),
        ("mean", { ([$0.normal($0.shape(3))], { $0[0].mean() }) }),
        ("mean over an axis", { axis(&$0) { $0.mean(axis: $1, keepsAxis: $2) } }),
        ("max over an axis", { axis(&$0) { $0.max(axis: $1, keepsAxis: $2) } }),
        ("exp", { ([$0.normal($0.shape(2))], { $0[0].exp() }) }),
        ("log", { ([$0.positive($0.shape(2))], { $0[0].log() }) }),
        ("sqrt", { ([$0.positive($0.shape(2))], { $0[0].squareRoot() }) }),
        ("relu", { ([$0.distinct($0.shape(2))], { $0[0].relu() }) }),
        ("sigmoid", { ([$0.normal($0.shape(2))], { $0[0].sigmoid() }) }),
        ("tanh", { ([$0.normal($0.shape(2))], { $0[0].tanh() }) }),
        ("softmax", { ([$0.normal($0.shape(3))], { $0[0].softmax() }) }),
        ("log softmax", { ([$0.normal($0.shape(3))], { $0[0].logSoftmax() }) }),
        (
            "gather",
            { source in
                let (rows, width) = (source.size(), source.size())
                let indices = (0..<source.size(6)).map { _ in source.generator.integer(below: rows) }
                return ([source.normal([rows, width])], { $0[0].gathered(indices) + $0[0].gathered(indices).tanh() })
            }
        ),
        (
            "gather of a result",
            { source in
                let rows = source.size()
                let indices = (0..<source.size(6)).map { _ in source.generator.integer(below: rows) }
                return ([source.normal([rows, 2])], { $0[0].exp().gathered(indices) })
            }
        ),
        (
            "gather and dense use",
            { source in
                ([source.normal([3, 2])], { $0[0].gathered([2, 0, 2]).sum() + ($0[0] * $0[0]).sum() })
            }
        ),
        (
            "slice and gather",
            { source in
                ([source.normal([3, 2])], { $0[0].slice(0..<2).exp().sum() + $0[0].gathered([1, 1]).sum() })
            }
        ),
        (
            "a matrix used often",
            { source in
                let inputs = [source.normal([2, 3]), source.normal([3, 3])]
                return (
                    inputs, { $0[0].matmul($0[1]).matmul($0[1]).sum() + $0[1].tanh().sum() + $0[1].slice(1..<2).sum() }
                )
            }
        ),
        (
            "bags",
            { source in
                let (rows, width) = (source.size(), source.size())
                let bags = (0..<source.size()).map { _ in
                    (1..<source.size()).map { _ in UInt32(source.generator.integer(below: rows)) }
                }
                return ([source.normal([rows, width])], { $0[0].bags(bags) })
            }
        ),
        (
            "concatenate",
            { source in
                var shapes = Array(repeating: source.shape(3), count: 3)
                let axis = source.generator.integer(below: 3)
                for index in shapes.indices { shapes[index][axis] = source.size() }
                return (shapes.map { source.normal($0) }, { .concatenated($0, axis: axis) })
            }
        ),
        (
            "slice",
            { source in
                let shape = source.shape(3)
                let axis = source.generator.integer(below: 3)
                let end = 1 + source.generator.integer(below: shape[axis])
                let start = source.generator.integer(below: end)
                return ([source.normal(shape)], { $0[0].slice(axis: axis, start..<end) })
            }
        ),
        (
            "convolve",
            { source in
                let (n, channels, out, kernel) = (source.size(3), source.size(3), source.size(3), source.size(3))
                let (stride, padding) = (source.size(2), source.generator.integer(below: 2))
                let images = [n, channels, kernel + source.size() - 1, kernel + source.size() - 1]
                let inputs = [source.normal(images), source.normal([out, channels, kernel, kernel])]
                return (inputs, { $0[0].convolved($0[1], stride: stride, padding: padding) })
            }
        ),
        (
            "LSTM",
            { source in
                let (n, size) = (source.size(), source.size())
                let inputs = [source.normal([n, 4 * size]), source.normal([n, size])]
                return (inputs, { $0[0].lstmOutput($0[0].lstmMemory($0[1])) })
            }
        ),
        ("max pool", { pool(&$0) { $0.maxPooled($1, stride: $2) } }),
        ("average pool", { pool(&$0) { $0.averagePooled($1, stride: $2) } }),
        ("dropout", { ([$0.normal($0.shape(2))], { $0[0].dropout(0.4) }) }),
        (
            "cosine similarity",
            { source in
                let shape = source.shape(2) + [3]
                return ([source.normal(shape), source.normal(shape)], { .cosineSimilarity($0[0], $0[1]) })
            }
        ),
        (
            "mean squared error",
            { source in
                let shape = source.shape(3)
                let targets = source.normal(shape)
                return ([source.normal(shape)], { $0[0].meanSquaredError(targets) })
            }
        ),
        (
            "binary cross-entropy",
            { source in
                let shape = source.shape(2)
                let targets: Tensor<Double> = .uniform(shape, using: &source.generator)
                return ([source.normal(shape) * 5], { $0[0].binaryCrossEntropy(targets) })
            }
        ),
        (
            "cross-entropy",
            { source in
                let (n, width) = (source.size(), source.size())
                let classes = (0..<n).map { _ in source.generator.integer(below: width) }
                return ([source.normal([n, width]) * 5], { $0[0].crossEntropy(classes) })
            }
        ),
    ]

    @Test(arguments: cases.indices) func gradientIsTheLimitOfDifferences(index: Int) {
        let (name, make) = Self.cases[index]
        for seed in 1...8 as ClosedRange<UInt64> {
            var source = Source(generator: SeededGenerator(seed: seed))
            let (inputs, function) = make(&source)
            Self.check(inputs, "\(name), seed \(seed)", function)
        }
    }

    private static func broadcast(_ source: inout Source, _ function: @escaping Function) -> (
        [Tensor<Double>], Function
    ) {
        let shape = source.shape(3)
        return ([source.normal(source.narrowed(shape)), source.normal(source.narrowed(shape))], function)
    }

    private static func axis(
        _ source: inout Source, _ function: @escaping (Variable<Double>, Int, Bool) -> Variable<Double>
    ) -> ([Tensor<Double>], Function) {
        let axis = source.generator.integer(below: 6) - 3
        let keeps = source.generator.integer(below: 2) == 0
        return ([source.distinct(source.shape(3))], { function($0[0], axis, keeps) })
    }

    private static func pool(
        _ source: inout Source, _ function: @escaping (Variable<Double>, Int, Int) -> Variable<Double>
    ) -> ([Tensor<Double>], Function) {
        let (size, stride) = (source.size(3), source.size(3))
        let shape = [source.size(2), source.size(3), size + source.size() - 1, size + source.size() - 1]
        return ([source.distinct(shape)], { function($0[0], size, stride) })
    }
}
