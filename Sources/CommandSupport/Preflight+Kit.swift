package import Federation
package import Foundation
import Primitives

extension Preflight {
    /// The kit: its parts, then its dates by this machine's clock.
    ///
    /// - Parameters:
    ///   - path: where it is, or why that is not known.
    ///   - role: what the program needs: throws when the kit is another's.
    /// - Returns: nil when it cannot be used, whatever the clock says.
    package mutating func checkKit(_ path: () throws -> String, now: Date, role: (Kit) throws -> Void) -> Kit? {
        let loaded = attempt("kit") {
            let path = try path()
            let kit = try KitFile.load(path)
            try KitFile.naming(path) { try role(kit) }
            return (path, kit)
        }
        guard let (path, kit) = loaded else { return nil }
        pass("kit", "\(path): \(kit.role) of \(kit.federation)\(kit.isHolder ? ", key holder" : "")")
        checkManifest(of: kit)
        checkDates(of: kit, now: now)
        return kit
    }

    private mutating func checkManifest(of kit: Kit) {
        let manifest = kit.manifest.content
        pass(
            "manifest",
            "\(manifest.schemeName), \(manifest.threshold) of \(manifest.holders.count) key holders decrypt, sums of at "
                + "least \(manifest.minimumContributors)")
        if manifest.trustsServer {
            warn("manifest", "any key holder's kit opens every ciphertext: keep those kits from the server's operator")
        }
    }

    private mutating func checkDates(of kit: Kit, now: Date) {
        guard let warning = attempt("certificate", { try kit.warning(at: now) }) else { return }
        let clock = now.formatted(.iso8601)
        if let warning {
            warn("certificate", "\(warning)")
        } else {
            pass("certificate", "valid until \(KitDate.day(kit.certificate.notAfter)); the clock says \(clock)")
        }
    }
}
