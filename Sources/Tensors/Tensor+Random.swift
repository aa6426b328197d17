extension Tensor {
    /// Uniformly random numbers in `range`.
    public static func uniform(
        _ shape: [Int], in range: Range<Scalar> = 0..<1, using generator: inout SeededGenerator
    ) -> Self {
        let state = generator.draw(Shape.count(shape))
        return Tensor(shape) {
            Scalar.kernels.uniform(
                Shape.count(shape), state, range.lowerBound, range.upperBound - range.lowerBound, $0)
        }
    }

    /// Normally distributed numbers.
    public static func normal(
        _ shape: [Int], mean: Scalar = 0, deviation: Scalar = 1, using generator: inout SeededGenerator
    ) -> Self {
        Tensor(shape, (0..<Shape.count(shape)).map { _ in mean + deviation * Scalar(generator.normal()) })
    }

    /// 1 / `keeping` with that probability, else 0.
    static func dropout(_ shape: [Int], keeping probability: Scalar, using generator: inout SeededGenerator) -> Self {
        let state = generator.draw(Shape.count(shape))
        return Tensor(shape) { Scalar.kernels.dropout(Shape.count(shape), state, probability, $0) }
    }
}
