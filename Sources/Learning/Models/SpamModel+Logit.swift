import Glibc

extension SpamModel {
    /// The log-odds that a message is spam: one message, without a tape.
    ///
    /// - Parameters:
    ///   - features: distinct rows, each below `rows`.
    ///   - scale: what each of them weighs.
    public func logit(_ features: [UInt32], scale: Float = 1) -> Float {
        var sums = sums(features).map { $0 * scale }
        var offset = rows * dimension
        if hidden > 0 {
            sums = (0..<hidden).map { unit in
                let weights = offset + unit * dimension
                let bias = parameters[offset + hidden * dimension + unit]
                return tanh(bias + dot(sums, weights))
            }
            offset += hidden * (dimension + 1)
        }
        return (hasOutputWeights ? dot(sums, offset) : sums[0]) + parameters[parameters.count - 1]
    }

    /// The log-odds that the message of an example is spam.
    public func logit(_ example: SparseExample) -> Float {
        logit(example.features, scale: example.scale)
    }

    private func sums(_ features: [UInt32]) -> [Float] {
        (0..<dimension).map { component in
            var sum: Float = 0
            for feature in features { sum += parameters[Int(feature) * dimension + component] }
            return sum
        }
    }

    /// The product with as many parameters from `offset`.
    private func dot(_ values: [Float], _ offset: Int) -> Float {
        values.indices.reduce(Float(0)) { $0 + values[$1] * parameters[offset + $1] }
    }
}
