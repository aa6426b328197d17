/// Collects the bytes of a request's head until it is whole.
struct RequestReader {
    private var bytes: [UInt8] = []
    private static let end = Array("\r\n\r\n".utf8)

    /// Takes bytes in.
    ///
    /// - Returns: the request; nil while more of it is to come. What follows a head is not looked at.
    /// - Throws: ``HTTPRequest/Refusal``.
    mutating func append(_ chunk: [UInt8]) throws(HTTPRequest.Refusal) -> HTTPRequest? {
        let known = max(0, bytes.count - Self.end.count + 1)
        bytes += chunk.prefix(HTTPRequest.maximumByteCount + 1 - bytes.count)
        if let end = bytes[known...].firstRange(of: Self.end) {
            return try HTTPRequest(head: bytes[..<end.lowerBound])
        }
        guard bytes.count <= HTTPRequest.maximumByteCount else {
            throw HTTPRequest.Refusal(431, "the request's head is longer than \(HTTPRequest.maximumByteCount) bytes")
        }
        return nil
    }
}
