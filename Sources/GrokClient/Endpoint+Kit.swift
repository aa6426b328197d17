import CommandSupport
import Federation
import Sysexits
import Transport

extension Endpoint {
    /// The server of a kit, at its address or another one.
    ///
    /// - Throws: ``CommandFailure`` when there is no address.
    init(of kit: Kit, at address: HostPort?) throws {
        guard let address = address ?? HostPort(kit.manifest.content.server) else {
            throw CommandFailure(.kit, "the kit's server address cannot be used: name one with --server HOST:PORT")
        }
        try self.init(
            host: address.host, port: address.port,
            serverURI: KitIdentity(federation: kit.federation, role: .server).uri,
            identity: TLSIdentity(certificate: kit.certificate, key: kit.signingKey, authority: kit.authority))
    }
}
