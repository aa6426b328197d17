extension Variable {
    /// eˣ of every element.
    @specialized(where Scalar == Float)
    public func exp() -> Self {
        let result = value.exp()
        return mapped(result) { gradient in gradient * result }
    }

    /// The natural logarithm of every element.
    @specialized(where Scalar == Float)
    public func log() -> Self {
        let value = value
        return mapped(value.log()) { gradient in gradient / value }
    }

    /// The square root of every element.
    @specialized(where Scalar == Float)
    public func squareRoot() -> Self {
        mapped(by: value.squareRoot(), Scalar.kernels.sqrtGradient)
    }

    /// max(x, 0) of every element; its derivative at 0 is taken as 0.
    @specialized(where Scalar == Float)
    public func relu() -> Self {
        mapped(by: value.relu(), Scalar.kernels.reluGradient)
    }

    /// 1 / (1 + e⁻ˣ) of every element.
    @specialized(where Scalar == Float)
    public func sigmoid() -> Self {
        mapped(by: value.sigmoid(), Scalar.kernels.sigmoidGradient)
    }

    /// The hyperbolic tangent of every element.
    @specialized(where Scalar == Float)
    public func tanh() -> Self {
        mapped(by: value.tanh(), Scalar.kernels.tanhGradient)
    }

    /// eˣ / Σ eˣ along the last axis.
    @specialized(where Scalar == Float)
    public func softmax() -> Self {
        let result = value.softmax()
        return mapped(result) { gradient in .mapRows(gradient, result, Scalar.kernels.softmaxGradient) }
    }

    /// x − log Σ eˣ along the last axis.
    @specialized(where Scalar == Float)
    public func logSoftmax() -> Self {
        let result = value.logSoftmax()
        return mapped(result) { gradient in .mapRows(gradient, result, Scalar.kernels.logSoftmaxGradient) }
    }

    /// Zeroes each element with probability `rate` while training, and scales the others so that the mean stays.
    @specialized(where Scalar == Float)
    public func dropout(_ rate: Scalar) -> Self {
        require((0..<1).contains(rate), "dropout: \(rate) is no probability below 1")
        guard tape.isTraining, rate > 0 else { return self }
        let mask = Tensor.dropout(shape, keeping: 1 - rate, using: &tape.generator)
        return mapped(value * mask) { gradient in gradient * mask }
    }

    private func mapped(by result: Tensor<Scalar>, _ kernel: @escaping Kernels<Scalar>.Binary) -> Self {
        mapped(result) { gradient in .map(gradient, result, kernel) }
    }
}
