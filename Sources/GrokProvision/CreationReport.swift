import Federation

/// What `create` says when it is done: what is where, and whom this federation trusts.
struct CreationReport {
    let federation: ProvisionedFederation
    let directory: String

    var text: String {
        ([headline] + files + ["", trust] + warnings.flatMap { ["", "warning: \($0)"] }).joined(separator: "\n")
    }

    private var manifest: Manifest { federation.manifest.content }

    private var headline: String {
        "\(manifest.federation): \(federation.participants.count) participants, "
            + "sums of at least \(manifest.minimumContributors) contributions, server at \(manifest.server)"
    }

    private var files: [String] {
        let kits = federation.participants.map { kit in
            line("\(kit.role).kit", "for \(kit.role)\(kit.isHolder ? ", key holder" : "")")
        }
        return [line("server.kit", "for the server; without any secret key of the federation")] + kits
            + [line("ca.pem", "the certificate of the authority")]
            + [line("ca.key", "keep it offline: whoever has it can enrol participants")]
    }

    private func line(_ file: String, _ purpose: String) -> String {
        "  \(directory)/\(file)  \(purpose)"
    }

    private var warnings: [String] {
        RosterFigures(manifest: manifest, roster: federation.roster.content).warnings
    }

    private var trust: String { TrustStatement(manifest: manifest).text }
}
