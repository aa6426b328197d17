import Glibc

/// A system call's failure.
struct SystemError: Error, Hashable {
    let call: StaticString
    let code: Int32

    static func == (left: SystemError, right: SystemError) -> Bool {
        left.code == right.code && left.call.description == right.call.description
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(code)
    }

    /// The system's own words.
    var reason: String { String(cString: strerror(code)) }
}

extension SystemError: CustomStringConvertible {
    var description: String { "\(call): \(reason)" }
}

/// Runs a system call until no signal interrupts it; `errno` is read once, before anything can change it.
///
/// A descriptor that is not open is a defect of this program, which could soon hit somebody else's: it traps.
@discardableResult
func systemCall<Value: SignedInteger>(_ name: StaticString, _ body: () -> Value) throws(SystemError) -> Value {
    while true {
        let value = body()
        guard value == -1 else { return value }
        let code = errno
        precondition(code != EBADF, "\(name): the descriptor is not open")
        if code != EINTR {
            throw SystemError(call: name, code: code)
        }
    }
}
