/// The spam embedding model: a message is the sum of its words' embeddings, and a weighted sum of that, plus a
/// bias, is the log-odds that it is spam.
///
/// With dimension 1 an embedding is the word's evidence itself: logit = bias + Σₜ eₜ. With dimension d > 1:
/// logit = bias + w · Σₜ eₜ.
public struct SpamModel: Sendable, Equatable {
    /// How many rows the embedding has: one for each value of a word's hash.
    public let rows: Int
    /// The length of an embedding.
    public let dimension: Int
    /// All parameters as one vector, in the order of `layout`: embedding, row-major; output weights when the
    /// dimension is above 1; bias.
    public var parameters: [Float] {
        didSet { precondition(parameters.count == parameterCount, "a spam model has \(parameterCount) parameters") }
    }

    /// The initial model, the same on every machine, so that a manifest can pin its digest: embeddings and bias are
    /// zero, and output weights, were they zero too, could never leave it, so they are uniform in ±1/√dimension
    /// from a fixed seed.
    public init(rows: Int = 1 << 16, dimension: Int = 1) {
        precondition(
            rows > 0 && dimension > 0, "SpamModel(rows: \(rows), dimension: \(dimension)): both must be positive")
        self.rows = rows
        self.dimension = dimension
        parameters = Array(repeating: 0, count: rows * dimension)
        if dimension > 1 {
            var generator = SeededGenerator(seed: 0)
            let bound = 1 / Float(dimension).squareRoot()
            parameters += (0..<dimension).map { _ in (2 * generator.unitFloat() - 1) * bound }
        }
        parameters.append(0)
    }

    /// The model of a file.
    ///
    /// - Throws: `LearningError` when the file's tensors are not those of a spam model, or hold a number that is
    ///   not finite.
    public init(_ file: SafetensorsFile) throws {
        guard let embedding = file.layout.entries.first, embedding.shape.count == 2, embedding.count > 0 else {
            throw LearningError.notThisModel(reason: "its first tensor is not an embedding")
        }
        rows = embedding.shape[0]
        dimension = embedding.shape[1]
        parameters = file.values
        guard layout == file.layout else {
            throw LearningError.notThisModel(reason: "its tensors are \(file.layout.entries.map(\.name))")
        }
        try checkFinite()
    }

    /// How many parameters the model has.
    public var parameterCount: Int {
        rows * dimension + (dimension > 1 ? dimension : 0) + 1
    }

    /// The names and shapes of the parameters.
    public var layout: ParameterLayout {
        let weights = dimension > 1 ? [ParameterLayout.Entry("output.weight", [dimension])] : []
        let entries = [.init("embedding.weight", [rows, dimension])] + weights + [.init("output.bias", [1])]
        return ParameterLayout(unchecked: entries)
    }

    /// The model as a file with `metadata`.
    public func file(metadata: [String: String] = [:]) -> SafetensorsFile {
        SafetensorsFile(unchecked: layout, values: parameters, metadata: metadata)
    }

    /// The log-odds that a message of `features`, each below `rows`, is spam.
    public func logit(_ features: [UInt32]) -> Float {
        let weights = rows * dimension
        var logit: Float = 0
        for component in 0..<dimension {
            var sum: Float = 0
            for feature in features {
                sum += parameters[Int(feature) * dimension + component]
            }
            logit += dimension > 1 ? sum * parameters[weights + component] : sum
        }
        return logit + parameters[parameters.count - 1]
    }

    /// The probability that a message of `features`, each below `rows`, is spam.
    public func probability(_ features: [UInt32]) -> Float {
        Logistic.probability(logit: logit(features))
    }

    private func checkFinite() throws {
        guard let index = parameters.firstIndex(where: { !$0.isFinite }) else { return }
        for entry in layout.entries {
            if let range = layout.range(of: entry.name), range.contains(index) {
                throw LearningError.notFinite(name: entry.name, index: index - range.lowerBound)
            }
        }
    }
}
