package import CommandSupport
import Foundation
package import GrokServer

/// Asks a running server on this host how it stands: one request, answered within seconds or not at all.
package enum StatusFetch {
    private static let patience = timeval(tv_sec: 3, tv_usec: 0)
    private static let maximumByteCount = 64 << 20

    /// - Returns: nil when nobody answers there, or not what was expected.
    package static func status(at address: HostPort) -> ServerStatus? {
        let request = "GET /api/status HTTP/1.1\r\nHost: \(address)\r\nConnection: close\r\n\r\n"
        guard let answer = exchange(Array(request.utf8), with: address),
            answer.starts(with: "HTTP/1.1 200 ".utf8), let head = answer.firstRange(of: Array("\r\n\r\n".utf8))
        else { return nil }
        return try? JSONDecoder().decode(ServerStatus.self, from: Data(answer[head.upperBound...]))
    }

    /// Sends a request and collects what comes until the other side closes.
    private static func exchange(_ request: [UInt8], with address: HostPort) -> [UInt8]? {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        hints.ai_flags = AI_NUMERICSERV
        var list: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(address.host, "\(address.port)", &hints, &list) == 0, let place = list?.pointee else {
            return nil
        }
        defer { freeaddrinfo(list) }
        let descriptor = socket(place.ai_family, place.ai_socktype | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        for option in [SO_RCVTIMEO, SO_SNDTIMEO] {
            var patience = patience
            setsockopt(descriptor, SOL_SOCKET, option, &patience, socklen_t(MemoryLayout<timeval>.size))
        }
        guard connect(descriptor, place.ai_addr, place.ai_addrlen) == 0,
            send(descriptor, request, request.count, Int32(MSG_NOSIGNAL)) == request.count
        else { return nil }
        return rest(of: descriptor)
    }

    private static func rest(of descriptor: Int32) -> [UInt8]? {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while bytes.count <= maximumByteCount {
            let count = recv(descriptor, &chunk, chunk.count, 0)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return count == 0 ? bytes : nil }
            bytes += chunk[..<count]
        }
        return nil
    }
}
