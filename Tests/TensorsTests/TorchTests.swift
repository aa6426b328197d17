import Foundation
import Tensors
import Testing

/// Every operation, forward and backward, against vectors that PyTorch made (Fixtures/torch_vectors.py).
struct TorchTests {
    struct Numbers: Decodable {
        var shape: [Int]
        var elements: [Double]

        func tensor<Scalar: TensorScalar>(_: Scalar.Type) -> Tensor<Scalar> {
            Tensor(shape, elements.map { Scalar($0) })
        }
    }

    struct Case: Decodable {
        var name: String
        var inputs: [Numbers]
        var output: Numbers
        var gradients: [Numbers]
    }

    @Test func everyOperationInDouble() throws {
        for known in try Self.cases() { try Self.check(known, Double.self, tolerance: 1e-9) }
    }

    @Test func everyOperationInFloat() throws {
        for known in try Self.cases() { try Self.check(known, Float.self, tolerance: 2e-6) }
    }

    static func cases() throws -> [Case] {
        let folder = try #require(Bundle.module.url(forResource: "Fixtures", withExtension: nil))
        let data = try Data(contentsOf: folder.appendingPathComponent("torch-vectors.json"))
        let cases = try JSONDecoder().decode([Case].self, from: data)
        #expect(Set(cases.map(\.name)) == Set(operations(Double.self).keys))
        return cases
    }

    static func check<Scalar: TensorScalar>(_ known: Case, _ type: Scalar.Type, tolerance: Scalar) throws {
        let tape = Tape<Scalar>()
        let inputs = known.inputs.map { tape.variable($0.tensor(type)) }
        let operation = try #require(operations(type)[known.name])
        let output = operation(inputs)
        expectClose(output.value, known.output.tensor(type), tolerance, known.name)
        let pattern: [Scalar] = [1, -0.5, 0.25, 2]
        let weights = Tensor(output.shape, (0..<output.count).map { pattern[$0 % 4] })
        let gradients = (output * tape.constant(weights)).sum().backward()
        for (input, expected) in zip(inputs, known.gradients) {
            expectClose(gradients[input], expected.tensor(type), tolerance, "\(known.name), gradient")
        }
    }

    static func expectClose<Scalar>(_ a: Tensor<Scalar>, _ b: Tensor<Scalar>, _ tolerance: Scalar, _ name: String) {
        #expect(a.shape == b.shape, "\(name)")
        for (x, y) in zip(a.elements, b.elements) {
            #expect(abs(x - y) <= tolerance * max(1, abs(y)), "\(name)")
        }
    }

    typealias Operation<Scalar: TensorScalar> = ([Variable<Scalar>]) -> Variable<Scalar>

    static func operations<Scalar: TensorScalar>(_: Scalar.Type) -> [String: Operation<Scalar>] {
        [
            "add": { $0[0] + $0[1] },
            "subtract": { $0[0] - $0[1] },
            "multiply": { $0[0] * $0[1] },
            "divide": { $0[0] / $0[1] },
            "negate": { -$0[0] },
            "affine": { $0[0].affine($0[1], $0[2]) },
            "matmul": { $0[0].matmul($0[1]) },
            "matmul-batches": { $0[0].matmul($0[1]) },
            "matmul-shared": { $0[0].matmul($0[1]) },
            "transpose": { $0[0].transposed([2, 0, 1]) },
            "reshape": { $0[0].reshaped([3, -1]) },
            "sum": { $0[0].sum(axis: 1) },
            "mean": { $0[0].mean(axis: 0) },
            "max": { $0[0].max(axis: 1) },
            "expand": { $0[0].expanded([2, 3, 2]) },
            "exp": { $0[0].exp() },
            "log": { $0[0].log() },
            "sqrt": { $0[0].squareRoot() },
            "relu": { $0[0].relu() },
            "sigmoid": { $0[0].sigmoid() },
            "tanh": { $0[0].tanh() },
            "softmax": { $0[0].softmax() },
            "log-softmax": { $0[0].logSoftmax() },
            "gather": { $0[0].gathered([2, 0, 2]) },
            "bags": { $0[0].bags([[2, 0], [], [2, 1]]) },
            "concatenate": { .concatenated([$0[0], $0[1], $0[0]], axis: 1) },
            "slice": { $0[0].slice(axis: 1, 1..<3) },
            "convolve": { $0[0].convolved($0[1]) },
            "convolve-strided": { $0[0].convolved($0[1], stride: 2, padding: 1) },
            "max-pool": { $0[0].maxPooled(2) },
            "average-pool": { $0[0].averagePooled(3, stride: 1) },
            "cosine": { .cosineSimilarity($0[0], $0[1]) },
            "binary-cross-entropy": { $0[0].binaryCrossEntropy(Tensor([1, 0, 1, 0.25])) },
            "cross-entropy": { $0[0].crossEntropy([2, 0]) },
        ]
    }
}
