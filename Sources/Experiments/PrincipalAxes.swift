import Learning

/// Points of many dimensions drawn in two: along the axes on which they differ most (Pearson, 1901), found by power
/// iteration.
struct PrincipalAxes {
    /// A pair for each row of `vectors` [n, dimension].
    let points: [(x: Double, y: Double)]

    init(_ vectors: Tensor<Float>) {
        let centred = vectors - vectors.mean(axis: 0, keepsAxis: true)
        let covariance = centred.transposed().matmul(centred)
        let first = Self.axis(of: covariance, without: nil)
        let second = Self.axis(of: covariance, without: first)
        let (xs, ys) = (centred.matmul(first).elements, centred.matmul(second).elements)
        points = zip(xs, ys).map { (Double($0), Double($1)) }
    }

    /// The direction [dimension, 1] that the matrix stretches most, at a right angle to `other`.
    private static func axis(of matrix: Tensor<Float>, without other: Tensor<Float>?) -> Tensor<Float> {
        var generator = SeededGenerator(seed: 0)
        var axis = Tensor<Float>.normal([matrix.shape[0], 1], using: &generator)
        for _ in 0..<200 {
            axis = matrix.matmul(axis)
            if let other { axis = axis - other * Tensor.dot(axis, other) }
            axis = axis / (Tensor.dot(axis, axis).squareRoot() + .leastNormalMagnitude)
        }
        return axis
    }
}
