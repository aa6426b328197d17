import Foundation

/// Where a participant's kit is: named, beside its data, or in its configuration directory.
package struct KitLocation: Sendable {
    /// What `--kit`, `$GROK_KIT` or the file says.
    package var configured: String?
    /// The participant's mail.
    package var data: [String]
    /// The process's environment, for the home directory.
    package var environment: [String: String]

    /// The location of a kit.
    package init(configured: String?, data: [String], environment: [String: String]) {
        self.configured = configured
        self.data = data
        self.environment = environment
    }

    /// The kit's path.
    ///
    /// - Throws: ``CommandError/kitNotFound(tried:)`` or ``CommandError/kitAmbiguous(_:)``.
    package func find() throws -> String {
        if let configured { return configured }
        let neighbours = data.map(Self.neighbour).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
        let found = neighbours.filter(Self.exists)
        guard found.count <= 1 else { throw CommandError.kitAmbiguous(found) }
        if let kit = found.first { return kit }
        if let fallback, Self.exists(fallback) { return fallback }
        throw CommandError.kitNotFound(tried: neighbours + (fallback.map { [$0] } ?? []))
    }

    /// Whether no kit is named, and none is where one would be.
    package var isMissing: Bool {
        if case .failure(CommandError.kitNotFound) = Result(catching: find) { true } else { false }
    }

    /// `mail/alice.mbox` → `mail/alice.kit`, and the same for a folder `mail/alice/`.
    static func neighbour(of path: String) -> String {
        URL(filePath: path).deletingPathExtension().appendingPathExtension("kit").relativePath
    }

    /// XDG Base Directory Specification: `$XDG_CONFIG_HOME`, by default `~/.config`.
    private var fallback: String? {
        let home = environment["HOME"].map { "\($0)/.config" }
        let configured = environment["XDG_CONFIG_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
        return (configured ?? home).map { "\($0)/grok/participant.kit" }
    }

    private static func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }
}
