/// Counts a listener's connections against its caps. A pure value: the listener asks before, and tells after.
struct Admission {
    private let limits: AdmissionLimits
    private(set) var total = 0
    private var unauthenticated = 0
    private var unauthenticatedByPlace: [[UInt8]: Int] = [:]

    init(_ limits: AdmissionLimits) {
        self.limits = limits
    }

    /// Makes room for a connection from a place, see `SocketAddress.neighbourhood`.
    ///
    /// - Returns: the cap that leaves no room; nil if it was taken in.
    mutating func admit(from place: [UInt8]) -> TransportError.Cap? {
        guard total < limits.total else { return .total }
        guard unauthenticated < limits.unauthenticated else { return .unauthenticated }
        guard unauthenticatedByPlace[place, default: 0] < limits.unauthenticatedFromAddress else {
            return .unauthenticatedFromAddress
        }
        total += 1
        unauthenticated += 1
        unauthenticatedByPlace[place, default: 0] += 1
        return nil
    }

    /// The connection showed who it is, or went before it did.
    mutating func settle(from place: [UInt8]) {
        unauthenticated -= 1
        let left = unauthenticatedByPlace[place, default: 0] - 1
        // No place is remembered for longer than it has something open.
        unauthenticatedByPlace[place] = left > 0 ? left : nil
        precondition(left >= 0 && unauthenticated >= 0, "a connection was settled twice")
    }

    /// The connection is gone, and was settled before.
    mutating func remove() {
        total -= 1
        precondition(total >= unauthenticated, "a connection was removed that had not been settled")
    }
}
