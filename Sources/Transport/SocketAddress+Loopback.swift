import Glibc

extension SocketAddress {
    /// Whether only this host reaches it: 127.0.0.0/8 (RFC 1122 §3.2.1.3) or ::1 (RFC 4291 §2.5.3).
    package var isLoopback: Bool {
        switch family {
        case AF_INET: neighbourhood.first == 127
        case AF_INET6: isMapped ? neighbourhood.first == 127 : bytes == [UInt8](repeating: 0, count: 15) + [1]
        default: false
        }
    }

    /// The address of an IPv6 host.
    private var bytes: [UInt8] {
        // RFC 3493 §3.3: after family, port and flow information.
        withPointer { pointer, _ in
            UnsafeRawBufferPointer(start: UnsafeRawPointer(pointer) + 8, count: 16).map { $0 }
        }
    }
}
