import CEpoll

/// What a socket is ready for, or is watched for.
struct Readiness: OptionSet {
    let rawValue: UInt32

    static let reading = Readiness(rawValue: EPOLLIN.rawValue)
    static let writing = Readiness(rawValue: EPOLLOUT.rawValue)

    /// Comes unasked: the connection is over, one way or another, and whoever reads or writes learns how.
    static let ending = Readiness(rawValue: EPOLLHUP.rawValue | EPOLLERR.rawValue)
}
