import Glibc

/// From names to addresses, by the system's own rules (hosts file, DNS, …).
enum Resolver {
    /// The addresses of a host, best first. Blocks while the system asks around.
    ///
    /// - Parameter isPassive: for listening: an empty host is then every address of this one.
    static func addresses(
        of host: String, port: UInt16, isPassive: Bool = false
    ) throws(TransportError) -> [SocketAddress] {
        var hints = addrinfo()
        hints.ai_family = AF_UNSPEC
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        hints.ai_flags = AI_NUMERICSERV | (isPassive ? AI_PASSIVE : 0)
        var list: UnsafeMutablePointer<addrinfo>?
        let result = getaddrinfo(host.isEmpty ? nil : host, "\(port)", &hints, &list)
        let code = errno
        guard result == 0 else {
            let isSystems = result == EAI_SYSTEM
            let reason = isSystems ? SystemError(call: "getaddrinfo", code: code).reason : words(for: result)
            throw .cannotResolve(host: host, reason: reason)
        }
        defer { freeaddrinfo(list) }
        return sequence(first: list) { $0?.pointee.ai_next }.prefix { $0 != nil }.compactMap { entry in
            entry?.pointee.ai_addr.map { SocketAddress($0, length: entry?.pointee.ai_addrlen ?? 0) }
        }
    }

    private static func words(for error: Int32) -> String {
        gai_strerror(error).map { String(cString: $0) } ?? "error \(error)"
    }
}
