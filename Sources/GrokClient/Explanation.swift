package import GrokFilter
import Learning
package import Mail

/// Why a message got its verdict: what each row that it has adds to the log-odds.
package struct Explanation: Encodable, Sendable {
    /// A row of the model, and what of the message leads to it.
    package struct Contribution: Encodable, Sendable {
        /// More than one where hashes collide.
        package let features: [String]
        package let row: UInt32
        /// What the row adds to the log-odds: its parameter times the message's scale.
        package let logit: Float
    }

    package let verdict: Verdict
    package let thresholds: String
    /// The log-odds of a message without words.
    package let bias: Float
    /// The log-odds of the message: the bias and every contribution.
    package let logit: Float
    /// What a row of this message weighs.
    package let scale: Float
    /// The largest first, whichever way they point.
    package let contributions: [Contribution]

    /// Contributions of which each has several of the message's features: words that share what they say by chance.
    package var collisions: Int { contributions.count { $0.features.count > 1 } }

    private enum CodingKeys: String, CodingKey {
        case verdict, thresholds, bias, logit, scale, contributions
    }
}

extension Classifier {
    /// Why a message gets the verdict that it gets.
    package func explain(_ message: MailMessage) -> Explanation {
        let example = tokenizer.example(message, isSpam: false)
        let logit = model.logit(example)
        let bias = model.logit([])
        var names: [UInt32: [String]] = [:]
        for (feature, row) in tokenizer.namedFeatures(subject: message.subject, text: message.text) {
            names[row, default: []].append(feature.description)
        }
        let contributions = example.features.map { row in
            Explanation.Contribution(
                features: names[row] ?? [], row: row, logit: model.logit([row], scale: example.scale) - bias)
        }
        return Explanation(
            verdict: verdict(message, logit: logit), thresholds: thresholds.description, bias: bias, logit: logit,
            scale: example.scale,
            contributions: contributions.sorted { (abs($0.logit), $1.row) > (abs($1.logit), $0.row) })
    }
}
