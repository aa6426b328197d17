import GrokProvision

extension FederationOptions {
    /// Bob, alice and sue with a key that is made in no time.
    static func small(_ participants: [String] = ["bob", "alice", "sue"]) -> FederationOptions {
        var options = FederationOptions(name: "office", participants: participants)
        options.rows = 16
        options.scheme = .paillierSingle(keyBits: 512, allowingInsecureKey: true)
        return options
    }
}

extension ProvisionedFederation {
    static func small() throws -> ProvisionedFederation { try ProvisionedFederation(FederationPlan(.small())) }
}
