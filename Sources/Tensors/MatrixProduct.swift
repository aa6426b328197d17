/// The sizes of a product of row-major matrices, [rows, inner] · [inner, columns], either stored transposed.
struct MatrixProduct: Sendable {
    var rows: Int
    var columns: Int
    var inner: Int
    var transposesLeft = false
    var transposesRight = false

    /// How the operands lie in memory, as cblas.h numbers it.
    var layout: (left: CInt, right: CInt) {
        (
            transposesLeft ? OpenBLAS.transposed : OpenBLAS.asStored,
            transposesRight ? OpenBLAS.transposed : OpenBLAS.asStored
        )
    }

    /// The lengths of the rows of the operands in memory.
    var strides: (left: Int, right: Int) {
        (transposesLeft ? rows : inner, transposesRight ? inner : columns)
    }

    /// out = left · right + β out, without a library. β is 0 or 1 everywhere; 0 ignores what `out` holds.
    func loop<Scalar: TensorScalar>(
        _ left: UnsafePointer<Scalar>, _ right: UnsafePointer<Scalar>, _ beta: Scalar,
        _ out: UnsafeMutablePointer<Scalar>
    ) {
        let (leftStride, rightStride) = strides
        for row in 0..<rows {
            for column in 0..<columns {
                var sum: Scalar = beta == 0 ? 0 : beta * out[row * columns + column]
                for index in 0..<inner {
                    let first = left[transposesLeft ? index * leftStride + row : row * leftStride + index]
                    let second = right[transposesRight ? column * rightStride + index : index * rightStride + column]
                    sum += first * second
                }
                out[row * columns + column] = sum
            }
        }
    }
}
