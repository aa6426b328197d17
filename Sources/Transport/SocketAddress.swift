import Glibc

/// An IPv4 or IPv6 address with a port.
package struct SocketAddress: Sendable {
    private var storage: sockaddr_storage
    private let length: socklen_t

    /// Copies an address that the system keeps somewhere.
    init(_ address: UnsafePointer<sockaddr>, length: socklen_t) {
        storage = sockaddr_storage()
        self.length = length
        withUnsafeMutableBytes(of: &storage) { storage in
            storage.copyMemory(from: UnsafeRawBufferPointer(start: address, count: min(Int(length), storage.count)))
        }
    }

    /// Has the system write an address.
    static func read(
        _ body: (UnsafeMutablePointer<sockaddr>, UnsafeMutablePointer<socklen_t>) throws(SystemError) -> Void
    ) throws(SystemError) -> SocketAddress {
        var storage = sockaddr_storage()
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        try withUnsafeMutablePointer(to: &storage) { pointer throws(SystemError) in
            try pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer throws(SystemError) in
                try body(pointer, &length)
            }
        }
        return withUnsafePointer(to: &storage) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { SocketAddress($0, length: length) }
        }
    }

    /// Lends the address in the form that system calls take.
    @discardableResult
    func withPointer<Result, Failure: Error>(
        _ body: (UnsafePointer<sockaddr>, socklen_t) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try withUnsafePointer(to: storage) { pointer throws(Failure) in
            try pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer throws(Failure) in
                try body(pointer, length)
            }
        }
    }

    /// `AF_INET` or `AF_INET6`.
    var family: Int32 { Int32(storage.ss_family) }

    /// The port.
    package var port: UInt16 {
        withUnsafeBytes(of: storage) { bytes in
            // RFC 3493 §3: the port follows the family in both kinds of address, in network order.
            UInt16(bigEndian: bytes.load(fromByteOffset: 2, as: UInt16.self))
        }
    }

    /// What counts as one place when connections are counted: an IPv4 address, or the 64 bits of an IPv6 address that
    /// a provider gives out as one (RFC 6177 §2): within them a host takes as many addresses as it likes.
    var neighbourhood: [UInt8] {
        withUnsafeBytes(of: storage) { bytes in
            guard family == AF_INET6 else { return Array(bytes[4..<8]) }
            let address = bytes[8..<24]
            return isMapped ? Array(address.suffix(4)) : Array(address.prefix(8))
        }
    }

    /// Whether this is an IPv4 address as a socket for both kinds shows it, `::ffff:192.0.2.1` (RFC 4291 §2.5.5.2).
    var isMapped: Bool {
        withUnsafeBytes(of: storage) { bytes in
            family == AF_INET6 && bytes[8..<18].allSatisfy { $0 == 0 } && bytes[18] == 0xff && bytes[19] == 0xff
        }
    }
}

extension SocketAddress: CustomStringConvertible {
    /// `192.0.2.1:7433` or `[2001:db8::1]:7433`.
    package var description: String {
        Self.name(host: isMapped ? String(numericHost.dropFirst("::ffff:".count)) : numericHost, port: port)
    }

    /// A host and a port as they are written together (RFC 3986 §3.2.2).
    static func name(host: String, port: UInt16) -> String {
        host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
    }

    private var numericHost: String {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(NI_MAXHOST)) { text in
            let result = withPointer { pointer, length in
                getnameinfo(pointer, length, text.baseAddress, socklen_t(text.count), nil, 0, NI_NUMERICHOST)
            }
            guard result == 0, let start = text.baseAddress else { return "an unknown address" }
            return String(cString: start)
        }
    }
}
