/// The ordered, named parameters of a model: how its one flat vector (the one the update codec packs) divides
/// into tensors, each row-major, one after the other.
public struct ParameterLayout: Hashable, Sendable {
    /// One tensor of the model.
    public struct Entry: Hashable, Sendable {
        /// The tensor's name, as in the model's file: `embedding.weight`.
        public let name: String
        /// The sizes of its axes; empty for a scalar.
        public let shape: [Int]

        /// A tensor `name` of `shape`.
        public init(_ name: String, _ shape: [Int]) {
            self.name = name
            self.shape = shape
        }

        /// How many numbers the tensor holds.
        public var count: Int {
            shape.reduce(1, *)
        }
    }

    /// The tensors in the order of the flat vector.
    public let entries: [Entry]
    /// The length of the flat vector.
    public let count: Int

    /// The layout of `entries`, one after the other.
    ///
    /// - Throws: `LearningError` when a name occurs twice or is the one safetensors reserves, when a size is
    ///   negative, or when the sizes overflow.
    public init(_ entries: [Entry]) throws {
        var names: Set<String> = [SafetensorsFile.metadataKey]
        var total = 0
        for entry in entries {
            guard names.insert(entry.name).inserted else { throw LearningError.duplicateName(entry.name) }
            let (sum, overflow) = total.addingReportingOverflow(try Self.checkedCount(entry))
            guard !overflow else { throw LearningError.invalidShape(name: entry.name, shape: entry.shape) }
            total = sum
        }
        self.entries = entries
        count = total
    }

    /// The layout of entries that are known to be sound.
    init(unchecked entries: [Entry]) {
        self.entries = entries
        count = entries.reduce(0) { $0 + $1.count }
    }

    /// Where the tensor `name` lies in the flat vector; nil when there is none of that name.
    public func range(of name: String) -> Range<Int>? {
        var start = 0
        for entry in entries {
            if entry.name == name { return start..<(start + entry.count) }
            start += entry.count
        }
        return nil
    }

    /// The flat vector of `tensors`, given row-major in the order of `entries`.
    ///
    /// - Throws: `LearningError` when the number of tensors or the size of one differs from the layout.
    public func flatten(_ tensors: [[Float]]) throws -> [Float] {
        guard tensors.count == entries.count else {
            throw LearningError.wrongTensorCount(expected: entries.count, found: tensors.count)
        }
        for (entry, tensor) in zip(entries, tensors) where tensor.count != entry.count {
            throw LearningError.wrongParameterCount(name: entry.name, expected: entry.count, found: tensor.count)
        }
        return tensors.flatMap { $0 }
    }

    /// The tensors, row-major in the order of `entries`, of the flat vector `parameters`.
    ///
    /// - Throws: `LearningError.wrongParameterCount` when the vector is not `count` long.
    public func unflatten(_ parameters: [Float]) throws -> [[Float]] {
        guard parameters.count == count else {
            throw LearningError.wrongParameterCount(name: nil, expected: count, found: parameters.count)
        }
        var start = 0
        return entries.map { entry in
            defer { start += entry.count }
            return Array(parameters[start..<(start + entry.count)])
        }
    }

    private static func checkedCount(_ entry: Entry) throws -> Int {
        var count = 1
        for size in entry.shape {
            let (product, overflow) = count.multipliedReportingOverflow(by: size)
            guard size >= 0, !overflow else {
                throw LearningError.invalidShape(name: entry.name, shape: entry.shape)
            }
            count = product
        }
        return count
    }
}
