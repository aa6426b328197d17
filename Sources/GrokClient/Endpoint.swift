package import Transport

/// Where the server is, and as whom to connect.
package struct Endpoint: Sendable {
    let host: String
    let port: UInt16
    let serverURI: String
    let identity: TLSIdentity
    let limits: TransportLimits

    package init(
        host: String, port: UInt16, serverURI: String, identity: TLSIdentity,
        limits: TransportLimits = TransportLimits()
    ) {
        self.host = host
        self.port = port
        self.serverURI = serverURI
        self.identity = identity
        self.limits = limits
    }
}
