/// The spam embedding model: a message is the sum of its words' embeddings; from it comes the log-odds that the
/// message is spam.
///
/// With dimension 1 an embedding is the word's evidence itself: logit = bias + s Σₜ eₜ, where s is the message's scale,
/// what each of its words weighs. With dimension d > 1: logit = bias + w · s Σₜ eₜ. With a hidden layer:
/// logit = bias + w · tanh(V s Σₜ eₜ + b).
public struct SpamModel: Sendable, Equatable {
    /// How many rows the embedding has: one for each value of a word's hash.
    public let rows: Int
    /// The length of an embedding.
    public let dimension: Int
    /// How many units the hidden layer has; 0 without one.
    public let hidden: Int
    /// All parameters as one vector, in the order of `layout`.
    public var parameters: [Float] {
        didSet { precondition(parameters.count == parameterCount, "a spam model has \(parameterCount) parameters") }
    }

    /// The initial model, the same on every machine, so that a manifest can pin its digest. Embeddings and biases are
    /// zero; weights, were they zero too, could never leave it, so they are uniform in ±1/√inputs from a fixed seed.
    public init(rows: Int = 1 << 16, dimension: Int = 1, hidden: Int = 0) {
        precondition(
            rows > 0 && dimension > 0 && hidden >= 0,
            "SpamModel(rows: \(rows), dimension: \(dimension), hidden: \(hidden)): sizes must be positive")
        self.rows = rows
        self.dimension = dimension
        self.hidden = hidden
        parameters = []
        var generator = SeededGenerator(seed: 0)
        parameters = layout.entries.flatMap { entry in
            guard entry.name == "hidden.weight" || entry.name == "output.weight" else {
                return [Float](repeating: 0, count: entry.count)
            }
            let bound = 1 / Float(entry.shape.last ?? 1).squareRoot()
            return (0..<entry.count).map { _ in (2 * generator.unitFloat() - 1) * bound }
        }
    }

    /// The model of a file.
    ///
    /// - Throws: `LearningError` when the file's tensors are not those of a spam model, or hold a number that is
    ///   not finite.
    public init(_ file: SafetensorsFile) throws {
        let entries = file.layout.entries
        guard let embedding = entries.first, embedding.shape.count == 2, embedding.count > 0 else {
            throw LearningError.notThisModel(reason: "its first tensor is not an embedding")
        }
        rows = embedding.shape[0]
        dimension = embedding.shape[1]
        hidden = entries.first { $0.name == "hidden.bias" }?.count ?? 0
        parameters = file.values
        guard layout == file.layout else {
            throw LearningError.notThisModel(reason: "its tensors are \(entries.map(\.name))")
        }
        try checkFinite()
    }

    /// How many parameters the model has.
    public var parameterCount: Int {
        rows * dimension + hidden * (dimension + 1) + (hasOutputWeights ? width : 0) + 1
    }

    /// The names and shapes of the parameters.
    public var layout: ParameterLayout {
        var entries = [ParameterLayout.Entry("embedding.weight", [rows, dimension])]
        if hidden > 0 { entries += [.init("hidden.weight", [hidden, dimension]), .init("hidden.bias", [hidden])] }
        if hasOutputWeights { entries.append(.init("output.weight", [width])) }
        return ParameterLayout(unchecked: entries + [.init("output.bias", [1])])
    }

    /// The model as a file with `metadata`.
    public func file(metadata: [String: String] = [:]) -> SafetensorsFile {
        SafetensorsFile(unchecked: layout, values: parameters, metadata: metadata)
    }

    /// The probability that a message of `features`, each below `rows` and of weight `scale`, is spam.
    public func probability(_ features: [UInt32], scale: Float = 1) -> Float {
        Self.probability(logit: logit(features, scale: scale))
    }

    /// The probability of log-odds.
    public static func probability(logit: Float) -> Float {
        Logistic.probability(logit: logit)
    }

    /// Evidence of dimension 1 without a hidden layer needs no weights.
    var hasOutputWeights: Bool { dimension > 1 || hidden > 0 }

    /// The length of what the output weights multiply.
    private var width: Int { hidden > 0 ? hidden : dimension }

    private func checkFinite() throws {
        guard let index = parameters.firstIndex(where: { !$0.isFinite }) else { return }
        for entry in layout.entries {
            if let range = layout.range(of: entry.name), range.contains(index) {
                throw LearningError.notFinite(name: entry.name, index: index - range.lowerBound)
            }
        }
    }
}
