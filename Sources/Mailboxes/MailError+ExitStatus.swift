package import Sysexits

extension MailError: ExitStatusProviding {
    /// Mail that cannot be read is bad data.
    package var exitStatus: ExitStatus {
        switch self {
        case .changedWhileReading, .missingPath, .noLabels, .unreadable: .data
        case .namedTwice, .participantName: .usage
        case .unwritable: .inputOutput
        }
    }
}
