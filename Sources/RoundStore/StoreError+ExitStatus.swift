package import Sysexits

extension StoreError: ExitStatusProviding {
    /// A disk that failed, or a directory that cannot be used.
    package var exitStatus: ExitStatus {
        switch self {
        case .inputOutput: .inputOutput
        case .conflict, .corrupted, .locked, .missing, .newerSchema, .otherOwner: .stateUnusable
        }
    }
}
