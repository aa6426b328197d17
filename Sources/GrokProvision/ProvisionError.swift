import CommandSupport
package import Sysexits

/// Why a federation is not created, or not changed.
package enum ProvisionError: Error, Equatable {
    /// Nothing is there, or not all of it is a number or a name that can be.
    case argument(String)
    /// A file of a federation's directory cannot be used.
    case directory(path: String, reason: String)
    /// Another process changes the directory.
    case directoryBusy(path: String)
    /// The directory is there already, and not empty.
    case directoryExists(path: String)
    /// A file or directory cannot be made.
    case file(path: String, reason: String)
    /// Too few would remain for any further round; the sentence says of what.
    case endsTraining(String)
    /// Ctrl-C.
    case interrupted
    /// Two participants, without the word that this is known to protect nothing.
    case rosterOfTwo
}

extension ProvisionError: ExitStatusProviding {
    /// By what is wrong: the command line, the directory or a file.
    package var exitStatus: ExitStatus {
        switch self {
        case .argument, .endsTraining, .rosterOfTwo: .usage
        case .directory: .data
        case .directoryBusy, .directoryExists: .stateUnusable
        case .file: .inputOutput
        case .interrupted: .interrupted
        }
    }
}

extension ProvisionError: CustomStringConvertible {
    /// One line: what is wrong and what to do.
    package var description: String {
        switch self {
        case .argument(let sentence): sentence
        case .directory(let path, let reason): "\(path): \(reason)"
        case .directoryBusy(let path): "another grok-provision is changing \(path); try again when it is done"
        case .endsTraining(let sentence):
            "\(sentence): no further round would be decrypted; the remedy is a new federation, and --force revokes all "
                + "the same"
        case .directoryExists(let path):
            "\(path) is there already and will not be overwritten; choose another directory with --out DIR"
        case .file(let path, let reason): "\(path) cannot be written: \(reason)"
        case .interrupted: "interrupted; nothing was written"
        case .rosterOfTwo:
            "of a sum of two, each participant can subtract its own part and read the other's; "
                + "invite a third, or accept that with --minimum-contributors 2"
        }
    }
}
