import GrokTesting
import Learning
import Mail
import Primitives
import Testing

@testable import GrokFilter

/// A model at work.
@Suite struct ClassifierTests {
    @Test func bothNamesOfFeaturesAgree() {
        #expect(FeatureSet.words.rawValue == ModelSpecification.wordsTokenizer)
        #expect(FeatureSet.stems.rawValue == ModelSpecification.stemsTokenizer)
        #expect(FeatureSet.openings.rawValue == ModelSpecification.openingsTokenizer)
        #expect(ModelSpecification().tokenizer == Tokenizer().featureSet.rawValue)
    }

    @Test func anOldModelIsReadAsItWasMeant() throws {
        let old = ModelSpecification(tokenizer: ModelSpecification.wordsTokenizer)
        let file = WordModel.file(["viagra": 2, "viag": 100, ":viagra": 100], bias: -1, specification: old)
        let verdict = try Classifier(file: file).classify(WordModel.message("viagra", "and more"))
        #expect(verdict.logit == 1 && verdict.answer == .unsure)
    }

    @Test func aModelOfUnknownFeaturesIsRefused() {
        let file = WordModel.file([:], specification: ModelSpecification(tokenizer: "words-of-tomorrow"))
        #expect(throws: LearningError.unknownFeatures("words-of-tomorrow")) { try Classifier(file: file) }
    }
}
