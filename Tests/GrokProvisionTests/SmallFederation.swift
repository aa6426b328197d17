import GrokProvision
import Paillier

extension FederationOptions {
    /// Bob, alice and sue with a key that is made in no time.
    static func small(
        _ participants: [String] = ["bob", "alice", "sue"],
        scheme: Scheme = .paillierSingle(keyBits: 512, allowingInsecureKey: true)
    ) -> FederationOptions {
        var options = FederationOptions(name: "office", participants: participants)
        options.rows = 16
        options.scheme = scheme
        return options
    }
}

extension FederationOptions.Scheme {
    static let shared = Self.paillierThreshold(keyBits: 512, exponents: .short, allowingInsecureKey: true)
}

extension ProvisionedFederation {
    static func small() throws -> ProvisionedFederation { try ProvisionedFederation(FederationPlan(.small())) }

    /// The same with a key in shares.
    static func shared() throws -> ProvisionedFederation {
        try ProvisionedFederation(FederationPlan(.small(scheme: .shared)))
    }
}
