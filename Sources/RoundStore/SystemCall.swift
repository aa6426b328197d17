import Foundation

/// Runs a system call, again as long as a signal interrupts it.
///
/// - Throws: ``StoreError/inputOutput(path:reason:)`` naming `path`.
@discardableResult
func systemCall<Outcome: SignedInteger>(on path: String, _ call: () -> Outcome) throws -> Outcome {
    switch untilUninterrupted(call) {
    case .success(let outcome): return outcome
    case .failure(let error): throw StoreError.inputOutput(path: path, reason: error.description)
    }
}

/// The same, for a call with one way to fail that is an answer: nil then.
@discardableResult
func systemCall<Outcome: SignedInteger>(
    on path: String, tolerating tolerated: Int32, _ call: () -> Outcome
) throws -> Outcome? {
    switch untilUninterrupted(call) {
    case .success(let outcome): return outcome
    case .failure(let error) where error.number == tolerated: return nil
    case .failure(let error): throw StoreError.inputOutput(path: path, reason: error.description)
    }
}

private struct SystemError: Error, CustomStringConvertible {
    let number: Int32

    // glibc's strerror is thread-safe from 2.32 on.
    var description: String { String(cString: strerror(number)) }
}

private func untilUninterrupted<Outcome: SignedInteger>(_ call: () -> Outcome) -> Result<Outcome, SystemError> {
    while true {
        let outcome = call()
        if outcome != -1 { return .success(outcome) }
        let number = errno
        precondition(number != EBADF, "a closed descriptor was used")
        if number != EINTR { return .failure(SystemError(number: number)) }
    }
}
