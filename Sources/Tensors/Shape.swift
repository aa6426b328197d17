/// The arithmetic of shapes: sizes of axes, the last one contiguous.
enum Shape {
    static func count(_ shape: [Int]) -> Int {
        require(shape.allSatisfy { $0 >= 0 }, "shape \(shape) has a negative size")
        return shape.reduce(1, *)
    }

    /// How far apart neighbours along each axis lie.
    static func strides(_ shape: [Int]) -> [Int] {
        var strides = shape
        var step = 1
        for axis in shape.indices.reversed() {
            strides[axis] = step
            step *= shape[axis]
        }
        return strides
    }

    /// The axis that `axis` names, counting from the end when negative.
    static func axis(_ axis: Int, of shape: [Int], _ operation: StaticString) -> Int {
        let positive = axis < 0 ? axis + shape.count : axis
        require(shape.indices.contains(positive), "\(operation): shape \(shape) has no axis \(axis)")
        return positive
    }

    /// The shape that both fit: equal sizes, or one of them 1, aligned at the last axis.
    static func broadcast(_ a: [Int], _ b: [Int], _ operation: StaticString) -> [Int] {
        if a == b { return a }
        let rank = max(a.count, b.count)
        return (0..<rank).map { axis in
            let sizes = (size(a, axis, rank), size(b, axis, rank))
            require(
                sizes.0 == sizes.1 || sizes.0 == 1 || sizes.1 == 1,
                "\(operation): shapes \(a) and \(b) do not fit each other")
            return sizes.0 == 1 ? sizes.1 : sizes.0
        }
    }

    /// The strides that let `shape` be read as if it were `target`: 0 along axes that repeat.
    static func strides(_ shape: [Int], as target: [Int]) -> [Int] {
        let own = strides(shape)
        let missing = target.count - shape.count
        return target.indices.map { axis in
            axis < missing || shape[axis - missing] == 1 ? 0 : own[axis - missing]
        }
    }

    private static func size(_ shape: [Int], _ axis: Int, _ rank: Int) -> Int {
        let own = axis - (rank - shape.count)
        return own < 0 ? 1 : shape[own]
    }
}
