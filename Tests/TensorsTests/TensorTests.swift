import Testing

@testable import Tensors

struct TensorTests {
    static let matrix = Tensor<Float>(rows: [[1, 2, 3], [4, 5, 6]])

    @Test func shapesAndElements() {
        let matrix = Self.matrix
        #expect(matrix.shape == [2, 3] && matrix.count == 6 && matrix[1, 0] == 4)
        #expect(matrix.reshaped([3, -1]) == Tensor(rows: [[1, 2], [3, 4], [5, 6]]))
        #expect(matrix.element(1) == Tensor([4, 5, 6]))
        #expect(matrix.slice(1..<2).shape == [1, 3])
        #expect(matrix.slice(axis: -1, 1..<3) == Tensor(rows: [[2, 3], [5, 6]]))
        #expect(matrix.transposed() == Tensor(rows: [[1, 4], [2, 5], [3, 6]]))
        #expect(Tensor<Float>(7).scalar == 7)
    }

    @Test func viewsShareUntilWritten() {
        var row = Self.matrix.element(1)
        row[0] = 9
        #expect(row == Tensor([9, 5, 6]) && Self.matrix[1, 0] == 4)
        var copy = Self.matrix
        copy += Self.matrix
        #expect(copy[0, 2] == 6 && Self.matrix[0, 2] == 3)
    }

    @Test func aViewReadsItsOwnElements() {
        let row = Self.matrix.element(1)
        #expect(row + row == Tensor([8, 10, 12]) && row.sum().scalar == 15 && row.exp() == Tensor([4, 5, 6]).exp())
        #expect(row.reshaped([1, 3]).matmul(Self.matrix.transposed()) == Tensor(rows: [[32, 77]]))
    }

    @Test func reductions() {
        #expect(Self.matrix.sum(axis: 0) == Tensor([5, 7, 9]))
        #expect(Self.matrix.sum(axis: -1, keepsAxis: true) == Tensor(rows: [[6], [15]]))
        #expect(Self.matrix.mean().scalar == 3.5 && Self.matrix.max(axis: 1) == Tensor([3, 6]))
        #expect(Tensor<Float>(rows: [[1, 5, 5], [7, 0, 7]]).argmax() == [1, 0])
        #expect(Tensor<Float>([0, .nan, 3]).max(axis: 0).scalar.isNaN)
        #expect(Tensor<Float>([0, 4], []).sum(axis: 0) == Tensor([0, 0, 0, 0]))
    }

    @Test func joinsAndGathers() {
        let joined = Tensor.concatenated([Self.matrix, Self.matrix], axis: 1)
        #expect(joined == Tensor(rows: [[1, 2, 3, 1, 2, 3], [4, 5, 6, 4, 5, 6]]))
        #expect(Self.matrix.gathered([1, 1, 0]) == Tensor(rows: [[4, 5, 6], [4, 5, 6], [1, 2, 3]]))
    }

    /// Broadcasting against its definition, element by element, over random shapes.
    @Test(arguments: 1...30 as ClosedRange<UInt64>) func broadcasting(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let full = (0..<(1 + generator.integer(below: 4))).map { _ in 1 + generator.integer(below: 4) }
        func narrowed() -> [Int] {
            full.map { generator.integer(below: 2) == 0 ? 1 : $0 }.suffix(generator.integer(below: full.count + 1))
        }
        let (a, b): (Tensor<Double>, Tensor<Double>) = (
            .normal(narrowed(), using: &generator), .normal(narrowed(), using: &generator)
        )
        let difference = a - b
        for index in 0..<difference.count {
            let expected = element(a, index, difference.shape) - element(b, index, difference.shape)
            #expect(difference.elements[index] == expected, "seed \(seed), shapes \(a.shape) and \(b.shape)")
        }
    }

    /// The element of `tensor` that broadcasts to place `index` of `shape`.
    private func element(_ tensor: Tensor<Double>, _ index: Int, _ shape: [Int]) -> Double {
        var (rest, position, step) = (index, 0, 1)
        for axis in shape.indices.reversed() {
            let own = axis - (shape.count - tensor.shape.count)
            if own >= 0 {
                position += tensor.shape[own] == 1 ? 0 : rest % shape[axis] * step
                step *= tensor.shape[own]
            }
            rest /= shape[axis]
        }
        return tensor.elements[position]
    }

    /// Products against their definition, with sizes around those of the processor's blocks.
    @Test(arguments: 1...12 as ClosedRange<UInt64>) func products(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let (m, k, n) = (
            1 + generator.integer(below: 40), 1 + generator.integer(below: 40), 1 + generator.integer(below: 40)
        )
        let a: Tensor<Float> = .uniform([m, k], in: -1..<1, using: &generator)
        let b: Tensor<Float> = .uniform([k, n], in: -1..<1, using: &generator)
        let product = a.matmul(b)
        for row in 0..<m {
            for column in 0..<n {
                let exact = (0..<k).reduce(0.0) { $0 + Double(a[row, $1]) * Double(b[$1, column]) }
                #expect(abs(Double(product[row, column]) - exact) < 1e-5, "seed \(seed)")
            }
        }
        #expect(close(a.transposed().product(b, transposesLeft: true), product))
        #expect(close(a.product(b.transposed(), transposesRight: true), product))
    }

    private func close(_ a: Tensor<Float>, _ b: Tensor<Float>) -> Bool {
        a.shape == b.shape && zip(a.elements, b.elements).allSatisfy { abs($0 - $1) < 1e-5 }
    }

    /// Products from many threads at once give what one gives.
    @Test func productsAreThreadSafe() async {
        var generator = SeededGenerator(seed: 1)
        let a: Tensor<Float> = .uniform([60, 70], using: &generator)
        let b: Tensor<Float> = .uniform([70, 50], using: &generator)
        let expected = a.matmul(b)
        await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<32 { group.addTask { (0..<50).allSatisfy { _ in a.matmul(b) == expected } } }
            for await isEqual in group { #expect(isEqual) }
        }
    }
}
