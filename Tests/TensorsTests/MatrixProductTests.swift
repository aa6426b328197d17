import Testing

@testable import Tensors

/// Products by the library, and without it.
@Suite struct MatrixProductTests {
    @Test(arguments: [false, true], [false, true])
    func loopsAgreeWithKernels(transposesLeft: Bool, transposesRight: Bool) {
        var generator = SeededGenerator(seed: 3)
        let product = MatrixProduct(
            rows: 5, columns: 4, inner: 7, transposesLeft: transposesLeft, transposesRight: transposesRight)
        func numbers(_ count: Int) -> [Double] { (0..<count).map { _ in Double(generator.unitFloat()) - 0.5 } }
        let (left, right, start) = (numbers(35), numbers(28), numbers(20))
        for beta in [0.0, 1] {
            var (ours, theirs) = (start, start)
            product.loop(left, right, beta, &ours)
            Double.kernels.product(product, left, right, beta, &theirs)
            #expect(zip(ours, theirs).allSatisfy { abs($0 - $1) < 1e-12 })
        }
    }

    @Test func betaOfZeroIgnoresWhatIsThere() {
        var out = [Float.nan]
        MatrixProduct(rows: 1, columns: 1, inner: 1).loop([2], [3], 0, &out)
        #expect(out == [6])
    }

    @Test func missingLibraryIsNone() {
        #expect(OpenBLAS(named: "libno-such-library.so.0") == nil)
        #expect(OpenBLAS(named: "libc.so.6") == nil)
    }
}
