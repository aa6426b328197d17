extension Variable {
    /// The sum; sizes of 1 repeat.
    @specialized(where Scalar == Float)
    public static func + (left: Self, right: Self) -> Self {
        let (a, b) = (left.node, right.node)
        let (aShape, bShape) = (left.shape, right.shape)
        return left.tape.record(left.value + right.value, of: [left, right]) { gradient, gradients in
            gradients.add(a) { gradient.summed(to: aShape) }
            gradients.add(b) { gradient.summed(to: bShape) }
        }
    }

    /// The difference; sizes of 1 repeat.
    @specialized(where Scalar == Float)
    public static func - (left: Self, right: Self) -> Self {
        let (a, b) = (left.node, right.node)
        let (aShape, bShape) = (left.shape, right.shape)
        return left.tape.record(left.value - right.value, of: [left, right]) { gradient, gradients in
            gradients.add(a) { gradient.summed(to: aShape) }
            gradients.add(b) { -gradient.summed(to: bShape) }
        }
    }

    /// The product, element by element; sizes of 1 repeat.
    @specialized(where Scalar == Float)
    public static func * (left: Self, right: Self) -> Self {
        let (a, b) = (left.node, right.node)
        let (x, y) = (left.value, right.value)
        return left.tape.record(x * y, of: [left, right]) { gradient, gradients in
            gradients.add(a) { (gradient * y).summed(to: x.shape) }
            gradients.add(b) { (gradient * x).summed(to: y.shape) }
        }
    }

    /// The quotient, element by element; sizes of 1 repeat.
    @specialized(where Scalar == Float)
    public static func / (left: Self, right: Self) -> Self {
        let (a, b) = (left.node, right.node)
        let (shape, y) = (left.shape, right.value)
        let quotient = left.value / y
        return left.tape.record(quotient, of: [left, right]) { gradient, gradients in
            gradients.add(a) { (gradient / y).summed(to: shape) }
            gradients.add(b) { -(gradient * quotient / y).summed(to: y.shape) }
        }
    }

    /// Adds a number to every element.
    @specialized(where Scalar == Float)
    public static func + (left: Self, right: Scalar) -> Self {
        left.mapped(left.value + right) { gradient in gradient }
    }

    /// Subtracts a number from every element.
    @specialized(where Scalar == Float)
    public static func - (left: Self, right: Scalar) -> Self {
        left.mapped(left.value - right) { gradient in gradient }
    }

    /// Every element subtracted from a number.
    @specialized(where Scalar == Float)
    public static func - (left: Scalar, right: Self) -> Self {
        right.mapped(left - right.value) { gradient in -gradient }
    }

    /// Multiplies every element by a number.
    @specialized(where Scalar == Float)
    public static func * (left: Self, right: Scalar) -> Self {
        left.mapped(left.value * right) { gradient in gradient * right }
    }

    /// Multiplies every element by a number.
    @specialized(where Scalar == Float)
    public static func * (left: Scalar, right: Self) -> Self {
        right * left
    }

    /// Divides every element by a number.
    @specialized(where Scalar == Float)
    public static func / (left: Self, right: Scalar) -> Self {
        left.mapped(left.value / right) { gradient in gradient / right }
    }

    /// The negative of every element.
    @specialized(where Scalar == Float)
    public static prefix func - (operand: Self) -> Self {
        operand * -1
    }

    /// The elements repeated along axes of size 1 until the shape is `shape`.
    @specialized(where Scalar == Float)
    public func expanded(_ shape: [Int]) -> Self {
        let own = self.shape
        return mapped(value.expanded(shape)) { gradient in gradient.summed(to: own) }
    }

    /// An operation on this variable alone, and how a gradient passes back through it.
    func mapped(
        _ result: Tensor<Scalar>, _ backward: @escaping (Tensor<Scalar>) -> Tensor<Scalar>
    ) -> Self {
        let node = node
        return tape.record(result, of: [self]) { gradient, gradients in
            gradients.add(node) { backward(gradient) }
        }
    }
}
