import GrokFilter
package import Learning
import Mail
package import Mailboxes
package import Primitives

/// The labelled messages of some mailboxes, as the model sees them.
package struct LabelledMail: Sendable {
    /// One entry a message, however many copies of it there are.
    package let examples: [(digest: Digest, example: SparseExample)]
    package let summary: MailSummary
    /// What there is to learn from, and where the labels come from.
    package let census: MailCensus.Report

    package var isEmpty: Bool { examples.isEmpty }

    /// - Throws: what the mail reader throws; a message that cannot be read is counted in the summary instead.
    package init(
        _ mail: MailPaths, specification: ModelSpecification, progress: (MailProgress) -> Void = { _ in }
    ) throws {
        let tokenizer = try Tokenizer(specification)
        var examples: [(digest: Digest, example: SparseExample)] = []
        var census = MailCensus()
        summary = try MailReader().read(mail, progress: progress) { message in
            switch census.count(message) {
            case .nothing:
                return
            case .example(let label):
                var example = tokenizer.example(message, isSpam: label == .spam)
                // Kept for as long as the process lives: without the room that an array grows by.
                example.features = example.features.withUnsafeBufferPointer { Array($0) }
                examples.append((message.digest, example))
            case .relabel(let index, let label):
                examples[index].example.label = label == .spam
            }
        }
        let contradicted = census.contradicted
        self.examples = examples.enumerated().filter { !contradicted.contains($0.offset) }.map(\.element)
        self.census = census.report
    }
}
