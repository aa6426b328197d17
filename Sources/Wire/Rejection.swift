/// Why the server ends a connection.
package struct Rejection: Equatable, Sendable, Error {
    package enum Code: Sendable {
        case federation, malformed, manifest, notInRoster, protocolVersion, replaced, stopping
    }

    package var code: Code
    package var reason: String

    package init(_ code: Code, _ reason: String) {
        self.code = code
        self.reason = reason
    }
}
