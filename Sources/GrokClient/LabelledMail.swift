import GrokFilter
package import Learning
import Mail
package import Mailboxes
package import Primitives

/// The labelled messages of some mailboxes, as the model sees them.
package struct LabelledMail: Sendable {
    /// One a message, however many copies of it there are.
    package let examples: ExampleSet
    /// Of each of these messages, in their order.
    package let digests: [Digest]
    package let summary: MailSummary
    /// What there is to learn from, and where the labels come from.
    package let census: MailCensus.Report

    package var isEmpty: Bool { examples.isEmpty }

    /// - Throws: what the mail reader throws; a message that cannot be read is counted in the summary instead.
    package init(
        _ mail: MailPaths, specification: ModelSpecification, progress: (MailProgress) -> Void = { _ in }
    ) throws {
        let tokenizer = try Tokenizer(specification)
        var examples = ExampleSet()
        var digests: [Digest] = []
        var census = MailCensus()
        summary = try MailReader().read(mail, progress: progress) { message in
            switch census.count(message) {
            case .nothing:
                return
            case .example(let label):
                examples.append(tokenizer.example(message, isSpam: label == .spam))
                digests.append(message.digest)
            case .relabel(let index, let label):
                examples.relabel(index, as: label == .spam)
            }
        }
        let contradicted = census.contradicted
        self.examples = examples.subset { !contradicted.contains($0) }
        self.digests = digests.indices.filter { !contradicted.contains($0) }.map { digests[$0] }
        self.census = census.report
    }
}
