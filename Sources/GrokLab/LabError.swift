/// What can be wrong with what an experiment is given.
package enum LabError: Error, Equatable, Sendable {
    /// The folder holds no participant's mailbox, or no test.mbox.
    case missingMail(folder: String, what: String)
    /// A mailbox has no labelled message.
    case noLabels(path: String)
}

extension LabError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .missingMail(let folder, let what):
            "\(folder) holds no \(what); make one with grok-lab split or sample-mail"
        case .noLabels(let path): "\(path) holds no message with a label to learn from"
        }
    }
}
