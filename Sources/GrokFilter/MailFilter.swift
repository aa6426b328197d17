package import Mail
import Primitives
package import ProgramBasics

/// A message from one descriptor to another, with what a classifier says of it in its header.
///
/// Whatever fails, the message comes out: with its bytes as they were if there is no verdict. A mail system that sees
/// another status than 0 keeps the message that it has, so nothing is lost if this end of the pipe breaks either.
package struct MailFilter {
    private let input: Int32
    private let output: Int32
    private let limits: MailLimits

    /// Why there is no filtered message.
    package enum Failure: Error {
        /// There was no message.
        case empty
        /// Reading or writing failed.
        case inputOutput(DescriptorError)
        /// No verdict could be had, for this reason; the message came out unchanged.
        case unclassified(any Error)
    }

    /// A filter between two open descriptors.
    package init(input: Int32, output: Int32, limits: MailLimits = MailLimits()) {
        (self.input, self.output, self.limits) = (input, output, limits)
    }

    /// Filters the message. Of one that is larger than the limits, the beginning is judged and the rest is passed on.
    ///
    /// - Parameter makeClassifier: called once the message is there.
    /// - Throws: ``Failure``.
    package func run(_ makeClassifier: () throws -> Classifier) throws(Failure) -> Verdict {
        let beginning = try read(upTo: limits.messageBytes)
        guard !beginning.isEmpty else { throw .empty }
        let verdict: Verdict
        do {
            verdict = try self.verdict(on: beginning, by: makeClassifier())
        } catch {
            try passOn(beginning[...])
            throw .unclassified(error)
        }
        let filtered = FilteredMessage(beginning, fields: Self.fields(verdict))
        try write(filtered.head[...])
        try passOn(beginning[filtered.bodyStart...])
        return verdict
    }

    /// Hands the message on as it is.
    package func passUnchanged() throws(Failure) {
        try passOn([])
    }

    /// What a verdict adds to a header.
    static func fields(_ verdict: Verdict) -> [(name: String, value: String)] {
        [
            ("X-Grok-Spam", verdict.answer == .spam ? "yes" : "no"),
            ("X-Grok-Answer", verdict.answer.rawValue),
            ("X-Grok-Score", Quantity.fixed(Double(verdict.probability), places: 4)),
        ]
    }

    /// What has no header at all counts as text.
    private func verdict(on bytes: [UInt8], by classifier: Classifier) -> Verdict {
        var parser = MessageParser()
        parser.limits = limits
        if let message = parser.message(bytes) { return classifier.classify(message) }
        let text = MailMessage(
            subject: "", text: String(decoding: bytes.prefix(limits.textBytes), as: UTF8.self), label: nil,
            labelSource: nil, date: nil, digest: Digest(sha256: bytes), origin: MailOrigin(path: "-"))
        return classifier.classify(text)
    }

    private func passOn(_ beginning: ArraySlice<UInt8>) throws(Failure) {
        try write(beginning)
        while true {
            let more = try read(upTo: 1 << 16)
            if more.isEmpty { return }
            try write(more[...])
        }
    }

    private func read(upTo limit: Int) throws(Failure) -> [UInt8] {
        do {
            return try DescriptorInput.read(from: input, upTo: limit)
        } catch {
            throw .inputOutput(error)
        }
    }

    private func write(_ bytes: ArraySlice<UInt8>) throws(Failure) {
        do {
            try DescriptorOutput.write(bytes, to: output)
        } catch {
            throw .inputOutput(error)
        }
    }
}

extension MailFilter.Failure: CustomStringConvertible {
    package var description: String {
        switch self {
        case .empty: "there is no message on standard input"
        case .inputOutput(let error): "the message cannot be passed on: \(error)"
        case .unclassified(let error): "\(CommandFailure(error).line); the message went out as it came"
        }
    }
}
