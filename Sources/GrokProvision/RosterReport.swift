import Federation

/// What a change of a federation came to: who takes part now, what is where, and what has to be done with it.
struct RosterReport {
    private let registry: FederationRegistry
    private var manifest: Manifest { registry.manifest.content }
    private var roster: Roster { registry.roster.content }

    init(_ registry: FederationRegistry) { self.registry = registry }

    /// - Parameters:
    ///   - headline: what was done.
    ///   - files: what is where, besides the roster.
    ///   - remarks: what else there is to know.
    ///   - isChanged: whether there is a new roster, which others have to learn of.
    func text(_ headline: String, files: [String] = [], remarks: [String] = [], isChanged: Bool) -> String {
        let figures = RosterFigures(manifest: manifest, roster: roster)
        let rosterFile = isChanged ? rosterFile : []
        let warnings =
            figures.lack.map { ["\($0): no further round will be decrypted"] } ?? (isChanged ? figures.warnings : [])
        let paragraphs = remarks + warnings.map { "warning: \($0)" }
        return
            (["\(manifest.federation): \(headline)", members, holders(figures)] + (files + rosterFile).map { "  \($0)" }
            + paragraphs.flatMap { ["", $0] }).joined(separator: "\n")
    }

    private var members: String {
        let names = roster.activeNames.map(\.text).joined(separator: ", ")
        let revoked = roster.members.filter(\.revoked).map(\.name.text)
        return "  roster \(roster.number): \(names)"
            + (revoked.isEmpty ? "" : "; revoked \(revoked.joined(separator: ", "))")
    }

    private func holders(_ figures: RosterFigures) -> String {
        "  key holders: \(figures.holders.count) of \(manifest.holders.count) take part; "
            + "\(manifest.quorum) have to agree on a sum, \(manifest.threshold) decrypt it"
    }

    private var rosterFile: [String] {
        [
            "\(registry.rosterPath)  for the server: beside its kit or in its state directory, also while it runs",
            "whoever holds a key looks at the change, and accepts it: grok-client --accept-roster",
        ]
    }
}
