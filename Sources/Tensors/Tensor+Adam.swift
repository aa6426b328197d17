extension Tensor {
    /// One step of Adam on this parameter and its moments, all of one shape. Lazy where the gradient is of some rows:
    /// the moments of the others rest, so that a step costs what its batch touches.
    @specialized(where Scalar == Float)
    package mutating func descend(
        _ step: AdamStep<Scalar>, first: inout Self, second: inout Self, gradient: Self, rows: [Int32]? = nil
    ) {
        let width = rows == nil ? 1 : shape.dropFirst().reduce(1, *)
        let count = rows?.count ?? count
        require(
            first.shape == shape && second.shape == shape && gradient.count == count * width,
            "Adam: a gradient of shape \(gradient.shape) for a parameter of shape \(shape)")
        gradient.withElements { gradient in
            first.withMutableElements { first in
                second.withMutableElements { second in
                    withMutableElements { parameters in
                        if let rows {
                            Scalar.kernels.adam(count, width, rows, step, gradient, first, second, parameters)
                        } else {
                            Scalar.kernels.adam(1, count, nil, step, gradient, first, second, parameters)
                        }
                    }
                }
            }
        }
    }
}
