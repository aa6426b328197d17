package import Federation
package import Sysexits

/// What is wrong with the settings and files that a program starts from.
package enum CommandError: Error, Equatable {
    /// The configuration file cannot be read as one.
    case configurationFile(source: String, reason: String)
    /// A setting that the program does not have.
    case configurationKey(source: String, name: String, nearest: String?, program: String)
    /// A setting is not what it may be; nil when it is not even a scalar.
    case configurationValue(source: String, found: String?, expected: String)
    /// Several data paths have a kit beside them.
    case kitAmbiguous([String])
    /// Others than the owner may read the kit.
    case kitExposed(path: String, mode: UInt32)
    /// There is no kit where one was said to be.
    case kitMissing(path: String)
    /// No kit was named, and none is where one would be.
    case kitNotFound(tried: [String])
    /// The kit's content cannot be used.
    case kitRefused(path: String, KitError)
    /// The kit's file cannot be read.
    case kitUnreadable(path: String, reason: String)
}

extension CommandError: ExitStatusProviding {
    /// By what is wrong: the configuration or the kit.
    package var exitStatus: ExitStatus {
        switch self {
        case .configurationFile, .configurationKey, .configurationValue: .configuration
        case .kitAmbiguous, .kitExposed, .kitMissing, .kitNotFound, .kitRefused, .kitUnreadable: .kit
        }
    }
}

extension CommandError: CustomStringConvertible {
    /// One line: where, what, and what to do.
    package var description: String {
        switch self {
        case .configurationFile(let source, let reason): "\(source): the configuration cannot be read: \(reason)"
        case .configurationKey(let source, let name, let nearest?, _):
            "\(source): there is no setting \(name); is \(nearest) meant?"
        case .configurationKey(let source, let name, nil, let program):
            "\(source): there is no setting \(name); see the settings in config/\(program).yaml"
        case .configurationValue(let source, let found?, let expected):
            "\(source) is \(String(reflecting: found)); it must be \(expected)"
        case .configurationValue(let source, nil, let expected): "\(source) must be \(expected)"
        case .kitAmbiguous(let paths):
            "there is more than one kit beside the data (\(paths.joined(separator: ", "))); choose one with --kit FILE"
        case .kitExposed(let path, let mode):
            "\(path): others may read this kit (mode 0\(String(mode, radix: 8))), and it holds a private key; "
                + "run: chmod 600 \(path)"
        case .kitMissing(let path):
            "\(path): there is no such kit; it is the file that whoever provisioned the federation gave you"
        case .kitNotFound(let tried):
            "no kit: give --kit FILE or set GROK_KIT"
                + (tried.isEmpty ? "" : "; neither is there one at \(tried.joined(separator: " or "))")
        case .kitRefused(let path, let error): "\(path): \(error)"
        case .kitUnreadable(let path, let reason): "\(path): the kit cannot be read: \(reason)"
        }
    }
}
