import Learning
import Primitives
import Testing

@Suite struct ModelFileTests {
    private let specification = ModelSpecification(rows: 16, dimension: 2)

    private var parameters: [Float] {
        (0..<ModelFile.parameterCount(specification)).map { Float($0) / 8 - 1 }
    }

    private func refusal(_ bytes: [UInt8], _ specification: ModelSpecification? = nil) throws -> String {
        let error = #expect(throws: (any Error).self) {
            try ModelFile.decode(bytes, specification: specification ?? self.specification)
        }
        return "\(try #require(error))"
    }

    @Test func parametersGoToBytesAndBack() throws {
        let bytes = ModelFile.encode(parameters, specification: specification)
        #expect(try ModelFile.decode(bytes, specification: specification) == parameters)
        #expect(try ModelFile.read(bytes).specification == specification)
        #expect(ModelFile.encode(parameters, specification: specification) == bytes)
    }

    /// Kits are signed over this digest: another version must make the same bytes.
    @Test func theInitialModelNeverChanges() {
        let digests = [
            ModelSpecification.wordsTokenizer: "70bba0a6c9af248934b25e34a45ff0fa77ada88e71891b41a9ac87f384ad0aab",
            ModelSpecification.stemsTokenizer: "3048a60fff20759acd3c0e7a1bf26d3a83bda64efec37f49efdcfc089c12e403",
            ModelSpecification.openingsTokenizer: "4f85658de277b5a4d64cf983e05301bf8ea99fd1edd36f941d1fe2f192f9f388",
        ]
        for (tokenizer, digest) in digests {
            #expect(Digest(sha256: ModelFile.initial(ModelSpecification(tokenizer: tokenizer))).hex == digest)
        }
    }

    @Test func anotherModelIsRefused() throws {
        let bytes = ModelFile.encode(parameters, specification: specification)
        let others = [
            (ModelSpecification(rows: 32, dimension: 2), "rows is 16 instead of 32"),
            (ModelSpecification(rows: 16, dimension: 1), "dimension is 2 instead of 1"),
            (ModelSpecification(rows: 16, dimension: 2, maximumTokens: 7), "maximumTokens is 500 instead of 7"),
            (ModelSpecification(rows: 16, dimension: 2, tokenizer: "other"), "instead of other"),
        ]
        for (other, reason) in others { #expect(try refusal(bytes, other).contains(reason)) }
    }

    @Test func numbersMustBeFinite() throws {
        for bad in [Float.nan, .infinity, -.infinity] {
            var parameters = parameters
            parameters[3] = bad
            #expect(try refusal(ModelFile.encode(parameters, specification: specification)).contains("finite"))
        }
    }

    @Test func aModelCutAnywhereIsRefused() throws {
        let bytes = ModelFile.encode(parameters, specification: specification)
        for end in bytes.indices { #expect(!(try refusal(Array(bytes[..<end])).isEmpty)) }
        #expect(!(try refusal(bytes + [0])).isEmpty)
    }

    @Test func aModelWithoutItsStringsIsRefused() throws {
        let model = SpamModel(rows: 16, dimension: 2)
        let bytes = model.file(metadata: ["format": "pt"]).encoded()
        #expect(try refusal(bytes).contains("not a spam model"))
        #expect(throws: LearningError.self) { try ModelFile.read(bytes) }
    }

    /// The strings say one thing, the tensors another.
    @Test func stringsDoNotMakeAModel() throws {
        let honest = try SafetensorsFile(decoding: ModelFile.encode(parameters, specification: specification))
        let other = SpamModel(rows: 8, dimension: 2).file(metadata: honest.metadata).encoded()
        #expect(!(try refusal(other)).isEmpty)
    }
}
