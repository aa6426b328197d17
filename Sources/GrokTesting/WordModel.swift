package import Learning
package import Mail
import Primitives

/// A model that knows a few words, and messages for it.
package enum WordModel {
    private static let tokenizer = Tokenizer()

    /// The file of a model with these log-odds for words and zero for all others.
    package static func file(
        _ weights: [String: Float], bias: Float = 0, specification: ModelSpecification = ModelSpecification()
    ) -> [UInt8] {
        var parameters = [Float](repeating: 0, count: ModelFile.parameterCount(specification))
        for (word, weight) in weights { parameters[Int(tokenizer.row(of: word))] = weight }
        parameters[parameters.count - 1] = bias
        return ModelFile.encode(parameters, specification: specification)
    }

    /// A message of which nothing else is known.
    package static func message(_ subject: String, _ text: String, label: MailLabel? = nil) -> MailMessage {
        MailMessage(
            subject: subject, text: text, label: label, labelSource: nil, date: nil, digest: Digest(sha256: []),
            origin: MailOrigin(path: "here"))
    }
}
