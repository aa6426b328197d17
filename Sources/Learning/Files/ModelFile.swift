/// The bytes of a model: a safetensors file, the same for the same parameters everywhere, so that a digest names it.
public enum ModelFile {
    /// Components of a model of this specification.
    public static func parameterCount(_ specification: ModelSpecification) -> Int {
        model(specification).parameterCount
    }

    /// The model that the first round starts from.
    public static func initial(_ specification: ModelSpecification) -> [UInt8] {
        encode(model(specification).parameters, specification: specification)
    }

    /// A model file with everything that another program needs to use it.
    ///
    /// - Precondition: there are as many parameters as the specification has.
    public static func encode(_ parameters: [Float], specification: ModelSpecification) -> [UInt8] {
        var model = model(specification)
        model.parameters = parameters
        return model.file(metadata: metadata(specification)).encoded()
    }

    /// The parameters in a model file of exactly this specification.
    ///
    /// - Throws: ``LearningError``.
    public static func decode(_ bytes: [UInt8], specification: ModelSpecification) throws -> [Float] {
        try model(in: SafetensorsFile(decoding: bytes), specification: specification).parameters
    }

    /// A model and what its file says it is, for a program that has no manifest.
    ///
    /// - Throws: ``LearningError``.
    public static func read(_ bytes: [UInt8]) throws -> (specification: ModelSpecification, model: SpamModel) {
        let file = try SafetensorsFile(decoding: bytes)
        let specification = try specification(file.metadata)
        return try (specification, model(in: file, specification: specification))
    }

    private static func model(in file: SafetensorsFile, specification: ModelSpecification) throws -> SpamModel {
        for (key, value) in metadata(specification) where file.metadata[key] != value {
            throw LearningError.notThisModel(
                reason: "\(key) is \(file.metadata[key] ?? "missing") instead of \(value)")
        }
        let model = try SpamModel(file)
        // The strings are a claim; the tensors decide which features are within bounds.
        guard model.rows == specification.rows, model.dimension == specification.dimension else {
            throw LearningError.notThisModel(reason: "its tensors have \(model.rows) rows of \(model.dimension)")
        }
        return model
    }

    private static func specification(_ metadata: [String: String]) throws -> ModelSpecification {
        func number(_ key: String) throws -> Int {
            guard let value = metadata[key].flatMap({ Int($0) }) else {
                throw LearningError.notThisModel(reason: "\(key) is missing")
            }
            return value
        }
        let specification = try ModelSpecification(
            rows: number("rows"), dimension: number("dimension"), tokenizer: metadata["tokenizer"] ?? "missing",
            maximumTokens: number("maximumTokens"))
        guard ModelSpecification.tokenizers.contains(specification.tokenizer) else {
            throw LearningError.unknownFeatures(specification.tokenizer)
        }
        if let flaw = specification.flaw { throw LearningError.notThisModel(reason: flaw) }
        return specification
    }

    private static func model(_ specification: ModelSpecification) -> SpamModel {
        SpamModel(rows: specification.rows, dimension: specification.dimension)
    }

    private static func metadata(_ specification: ModelSpecification) -> [String: String] {
        [
            "format": "grok-model-1", "tokenizer": specification.tokenizer, "rows": "\(specification.rows)",
            "dimension": "\(specification.dimension)", "maximumTokens": "\(specification.maximumTokens)",
        ]
    }
}
