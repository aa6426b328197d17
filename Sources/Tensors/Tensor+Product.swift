extension Tensor {
    /// The matrix product along the last two axes: [m, k] · [k, n]; [b…, m, k] · [k, n]; or, a product for each b,
    /// [b…, m, k] · [b…, k, n].
    public func matmul(_ right: Self) -> Self {
        product(right)
    }

    /// The matrix product, either operand's last two axes exchanged without being moved, plus `bias` in every row.
    func product(
        _ right: Self, transposesLeft: Bool = false, transposesRight: Bool = false, plus bias: Self? = nil
    ) -> Self {
        require(
            shape.count >= 2 && right.shape.count >= 2, "matmul: shapes \(shape) and \(right.shape) are not matrices")
        let (m, k) = Self.matrix(shape, transposesLeft)
        let (inner, n) = Self.matrix(right.shape, transposesRight)
        require(
            k == inner, "matmul: \(m)×\(k) and \(inner)×\(n), of shapes \(shape) and \(right.shape), do not fit")
        if right.shape.count == 2, !transposesLeft || shape.count == 2 {
            let rows = shape.dropLast(2).reduce(m, *)
            let product = MatrixProduct(
                rows: rows, columns: n, inner: k, transposesLeft: transposesLeft, transposesRight: transposesRight)
            return Self.products(1, product, self, right, shape.dropLast(2) + [m, n], plus: bias)
        }
        require(
            shape.dropLast(2) == right.shape.dropLast(2), "matmul: batches of shapes \(shape) and \(right.shape) differ"
        )
        let product = MatrixProduct(
            rows: m, columns: n, inner: k, transposesLeft: transposesLeft, transposesRight: transposesRight)
        return Self.products(shape.dropLast(2).reduce(1, *), product, self, right, shape.dropLast(2) + [m, n])
    }

    private static func matrix(_ shape: [Int], _ isTransposed: Bool) -> (Int, Int) {
        let (rows, columns) = (shape[shape.count - 2], shape[shape.count - 1])
        return isTransposed ? (columns, rows) : (rows, columns)
    }

    private static func products(
        _ batches: Int, _ product: MatrixProduct, _ left: Self, _ right: Self, _ shape: [Int], plus bias: Self? = nil
    ) -> Self {
        require(bias.map { $0.shape == [product.columns] } ?? true, "bias of shape \(bias?.shape ?? []) on \(shape)")
        if product.inner == 0 { return Tensor(shape, repeating: 0) + (bias ?? Tensor(0)) }
        let sizes = (product.rows * product.inner, product.inner * product.columns, product.rows * product.columns)
        return left.withElements { first in
            right.withElements { second in
                Tensor(shape) { out in
                    bias?.withElements { bias in
                        for row in 0..<product.rows {
                            (out + row * product.columns).update(from: bias, count: product.columns)
                        }
                    }
                    for batch in 0..<batches {
                        Scalar.kernels.product(
                            product, first + batch * sizes.0, second + batch * sizes.1, bias == nil ? 0 : 1,
                            out + batch * sizes.2)
                    }
                }
            }
        }
    }
}
