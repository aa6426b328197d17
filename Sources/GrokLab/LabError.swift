package import Sysexits

/// What can be wrong with what an experiment is given.
package enum LabError: Error, Equatable, Sendable {
    /// The folder holds no participant's mailbox, or no test.mbox.
    case missingMail(folder: String, what: String)
    /// A mailbox has no labelled message.
    case noLabels(path: String)
    /// There is no folder at this path, or it can't be read.
    case notAFolder(path: String)
}

extension LabError: ExitStatusProviding {
    /// All of it is bad data.
    package var exitStatus: ExitStatus { .data }
}

extension LabError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .missingMail(let folder, let what):
            "\(folder) holds no \(what); make one with grok-lab split or sample-mail"
        case .noLabels(let path): "\(path) holds no message with a label to learn from"
        case .notAFolder(let path):
            "\(path) is not a folder that can be read; name one that grok-lab split or sample-mail wrote"
        }
    }
}
