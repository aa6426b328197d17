import Learning
import Mail
import Primitives
import Testing

@testable import GrokFilter

/// A model at work.
@Suite struct ClassifierTests {
    private static let tokenizer = Tokenizer()

    /// A model that knows a few words.
    private static func model(
        _ weights: [String: Float], bias: Float = 0, specification: ModelSpecification = ModelSpecification()
    ) -> [UInt8] {
        var parameters = [Float](repeating: 0, count: ModelFile.parameterCount(specification))
        for (word, weight) in weights { parameters[Int(tokenizer.row(of: word))] = weight }
        parameters[parameters.count - 1] = bias
        return ModelFile.encode(parameters, specification: specification)
    }

    private func message(_ subject: String, _ text: String) -> MailMessage {
        MailMessage(
            subject: subject, text: text, label: nil, labelSource: nil, date: nil, digest: Digest(sha256: []),
            origin: MailOrigin(path: "here"))
    }

    @Test func bothNamesOfFeaturesAgree() {
        #expect(FeatureSet.words.rawValue == ModelSpecification.wordsTokenizer)
        #expect(FeatureSet.stems.rawValue == ModelSpecification.stemsTokenizer)
        #expect(FeatureSet.openings.rawValue == ModelSpecification.openingsTokenizer)
        #expect(ModelSpecification().tokenizer == Tokenizer().featureSet.rawValue)
    }

    @Test func anOldModelIsReadAsItWasMeant() throws {
        let old = ModelSpecification(tokenizer: ModelSpecification.wordsTokenizer)
        let file = Self.model(["viagra": 2, "viag": 100, ":viagra": 100], bias: -1, specification: old)
        let verdict = try Classifier(file: file).classify(message("viagra", "and more"))
        #expect(verdict.logit == 1 && verdict.answer == .unsure)
    }

    @Test func aModelOfUnknownFeaturesIsRefused() {
        let file = Self.model([:], specification: ModelSpecification(tokenizer: "words-of-tomorrow"))
        #expect(throws: LearningError.unknownFeatures("words-of-tomorrow")) { try Classifier(file: file) }
    }
}
