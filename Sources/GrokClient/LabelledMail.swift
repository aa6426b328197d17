package import Federation
package import Learning
package import Mail
package import Primitives

/// The labelled messages of some mailboxes, as the model sees them.
package struct LabelledMail: Sendable {
    /// One entry a message; exact copies of a message count once.
    package let examples: [(digest: Digest, example: SparseExample)]
    package let summary: MailSummary
    /// Labelled messages that were exact copies of another.
    package let duplicates: Int

    package var isEmpty: Bool { examples.isEmpty }

    /// - Throws: what the mail reader throws; a message that cannot be read is counted in the summary instead.
    package init(
        paths: [String], specification: ModelSpecification, progress: (MailProgress) -> Void = { _ in }
    ) throws {
        let tokenizer = Tokenizer(maximumTokens: specification.maximumTokens, rows: specification.rows)
        var examples: [(digest: Digest, example: SparseExample)] = []
        var seen: Set<Digest> = []
        var duplicates = 0
        summary = try MailReader().read(paths, progress: progress) { message in
            guard let label = message.label else { return }
            guard seen.insert(message.digest).inserted else { return duplicates += 1 }
            let features = tokenizer.features(subject: message.subject, text: message.text)
            examples.append((message.digest, SparseExample(features: features, label: label == .spam)))
        }
        self.examples = examples
        self.duplicates = duplicates
    }
}
