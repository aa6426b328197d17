/// An n-dimensional array of numbers, row-major and contiguous: a value. Copies, reshapes and slices along the first
/// axis share their elements until one of them is written to.
///
/// A shape that does not fit is a mistake of the program and stops it with a message that names the shapes.
public struct Tensor<Scalar: TensorScalar>: Sendable {
    private var storage: [Scalar]
    private var offset: Int
    /// The sizes of the axes; empty for a single number.
    public let shape: [Int]
    /// How many numbers there are.
    public let count: Int

    /// A tensor of `shape` from its elements, row by row.
    public init(_ shape: [Int], _ elements: [Scalar]) {
        self.init(shape, storage: elements, offset: 0)
        require(elements.count == count, "\(elements.count) elements of a tensor of shape \(shape)")
    }

    /// A tensor of `shape` full of `value`.
    public init(_ shape: [Int], repeating value: Scalar) {
        self.init(shape) { Scalar.kernels.fill(Shape.count(shape), value, $0) }
    }

    /// A vector.
    public init(_ elements: [Scalar]) {
        self.init([elements.count], elements)
    }

    /// A matrix of equally long rows.
    public init(rows: [[Scalar]]) {
        let width = rows.first?.count ?? 0
        require(rows.allSatisfy { $0.count == width }, "rows of different lengths: \(rows.map(\.count))")
        self.init([rows.count, width], rows.flatMap { $0 })
    }

    /// A single number.
    public init(_ value: Scalar) {
        self.init([], [value])
    }

    /// A tensor of `shape` whose every element `fill` writes.
    init(_ shape: [Int], fill: (UnsafeMutablePointer<Scalar>) -> Void) {
        let count = Shape.count(shape)
        let elements = [Scalar](unsafeUninitializedCapacity: count) { buffer, initialized in
            if count > 0, let start = buffer.baseAddress { fill(start) }
            initialized = count
        }
        self.init(shape, storage: elements, offset: 0)
    }

    private init(_ shape: [Int], storage: [Scalar], offset: Int) {
        self.shape = shape
        self.storage = storage
        self.offset = offset
        count = Shape.count(shape)
    }

    /// The same elements in another shape; one size may be −1 and is then what remains.
    public func reshaped(_ shape: [Int]) -> Self {
        let known = shape.reduce(1) { $1 == -1 ? $0 : $0 * $1 }
        let full = shape.map { $0 == -1 && known > 0 ? count / known : $0 }
        require(Shape.count(full) == count, "reshaped: shape \(self.shape) does not fill shape \(shape)")
        return Self(full, storage: storage, offset: offset)
    }

    /// Elements `range` of the first axis.
    public func slice(_ range: Range<Int>) -> Self {
        require(!shape.isEmpty, "slice: a single number has no axis")
        require(
            range.lowerBound >= 0 && range.upperBound <= shape[0], "slice: shape \(shape) has no elements \(range)")
        let width = shape[0] == 0 ? 0 : count / shape[0]
        return Self([range.count] + shape.dropFirst(), storage: storage, offset: offset + range.lowerBound * width)
    }

    /// Element `index` of the first axis, that axis gone.
    public func element(_ index: Int) -> Self {
        let part = slice(index..<(index + 1))
        return part.reshaped(Array(shape.dropFirst()))
    }

    /// All elements, row by row.
    public var elements: [Scalar] {
        if storage.count == count { return storage }
        return [Scalar](unsafeUninitializedCapacity: count) { buffer, initialized in
            if let start = buffer.baseAddress { withElements { start.initialize(from: $0, count: count) } }
            initialized = count
        }
    }

    /// The only element.
    public var scalar: Scalar {
        require(count == 1, "scalar: shape \(shape) holds \(count) elements")
        return storage[offset]
    }

    /// The element at `indices`, one for each axis.
    public subscript(indices: Int...) -> Scalar {
        get { storage[offset + position(indices)] }
        set {
            let position = position(indices)
            withMutableElements { $0[position] = newValue }
        }
    }

    private func position(_ indices: [Int]) -> Int {
        require(
            indices.count == shape.count && zip(indices, shape).allSatisfy { (0..<$1).contains($0) },
            "shape \(shape) has no element \(indices)")
        return zip(indices, shape).reduce(0) { $0 * $1.1 + $1.0 }
    }

    func withElements<Result>(_ body: (UnsafePointer<Scalar>) -> Result) -> Result {
        storage.withUnsafeBufferPointer { buffer in
            guard let start = buffer.baseAddress else { preconditionFailure("an array without storage") }
            return body(start + offset)
        }
    }

    mutating func withMutableElements<Result>(_ body: (UnsafeMutablePointer<Scalar>) -> Result) -> Result {
        if storage.count != count {
            storage = elements
            offset = 0
        }
        return storage.withUnsafeMutableBufferPointer { buffer in
            guard let start = buffer.baseAddress else { preconditionFailure("an array without storage") }
            return body(start)
        }
    }
}

extension Tensor: Equatable {
    /// Whether shapes and elements are equal.
    public static func == (left: Self, right: Self) -> Bool {
        left.shape == right.shape && left.elements == right.elements
    }
}
