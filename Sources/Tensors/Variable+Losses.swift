extension Variable {
    /// The mean of the squared differences to `targets`, of the same shape.
    @specialized(where Scalar == Float)
    public func meanSquaredError(_ targets: Tensor<Scalar>) -> Self {
        require(
            shape == targets.shape && count > 0, "meanSquaredError: shapes \(shape) and \(targets.shape) differ")
        let difference = value - targets
        let count = Scalar(count)
        return mapped(Tensor(Tensor.dot(difference, difference) / count)) { gradient in
            difference * (2 * gradient.scalar / count)
        }
    }

    /// The mean binary cross-entropy of logits z against targets y in [0, 1] of as many elements,
    /// max(z, 0) − z y + log(1 + e^−|z|), in nats.
    @specialized(where Scalar == Float)
    public func binaryCrossEntropy(_ targets: Tensor<Scalar>) -> Self {
        require(
            count == targets.count && count > 0,
            "binaryCrossEntropy: shapes \(shape) and \(targets.shape) differ in size")
        let logits = value
        let loss = logits.withElements { z in
            targets.withElements { Scalar.kernels.logisticLoss(targets.count, z, $0) }
        }
        return mapped(Tensor(loss)) { gradient in
            .map(logits, targets.reshaped(logits.shape)) { count, z, y, out in
                Scalar.kernels.logisticLossGradient(count, gradient.scalar, z, y, out)
            }
        }
    }

    /// The mean cross-entropy of rows of logits [n, classes] against the right class of each, in nats.
    @specialized(where Scalar == Float)
    public func crossEntropy(_ classes: [Int]) -> Self {
        require(
            shape.count == 2 && shape[0] == classes.count && !classes.isEmpty,
            "crossEntropy: \(classes.count) classes of logits of shape \(shape)")
        let width = shape[1]
        let places = classes.indices.map { row in
            require((0..<width).contains(classes[row]), "crossEntropy: class \(classes[row]) of \(width)")
            return row * width + classes[row]
        }
        let indices = RowIndices(places, of: [count])
        let logProbabilities = value.logSoftmax()
        let right = logProbabilities.reshaped([-1]).gathered(indices)
        return mapped(-right.mean()) { gradient in
            // softmax(z) − y, each row's part of the mean.
            let share = gradient.scalar / Scalar(indices.count)
            var result = logProbabilities.exp() * share
            result.withMutableElements { out in
                for place in indices.rows { out[Int(place)] -= share }
            }
            return result
        }
    }
}
