import CommandSupport
import Federation
import Foundation
import GrokProvision
import PaillierSecret
import Primitives

extension ProvisionedFederation {
    /// Alice, bob, mallory and sue, of whom three are enough; mallory holds no key. The key is insecure, the model tiny,
    /// but large enough for blocks that all holders share.
    static func make(_ name: String, validFrom: Date = CertificateAuthority.yesterday) throws -> ProvisionedFederation {
        var options = FederationOptions(name: name, participants: ["alice", "bob", "mallory", "sue"])
        options.keyHolders = ["alice", "bob", "sue"]
        options.rows = 256
        options.scheme = .paillierSingle(keyBits: 512, allowingInsecureKey: true)
        return try ProvisionedFederation(FederationPlan(options), validFrom: validFrom)
    }

    /// The federation of most tests; what they do with it stays in their directories.
    static func office() throws -> ProvisionedFederation { try sharedOffice.get() }
    private static let sharedOffice = Result { try make("office") }

    /// Three years old, so that its certificates (of two years) have expired.
    static func expired() throws -> ProvisionedFederation { try sharedExpired.get() }
    private static let sharedExpired = Result {
        try make("archive", validFrom: Date(timeIntervalSinceNow: -3 * 365 * 86_400))
    }

    /// The kit of a participant, or the server's.
    func kit(_ name: String) throws -> Kit {
        guard name != "server" else { return server }
        guard let kit = participants.first(where: { $0.role.description == name }) else {
            throw CocoaError(.fileNoSuchFile)
        }
        return kit
    }
}
