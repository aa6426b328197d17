import CommandSupport
package import Federation
import Foundation
import Primitives
import RoundStore
import Sysexits

/// Where a server finds rosters: in its kit, in `roster.pem` beside the kit, and in `roster.pem` of its state directory,
/// where it keeps the newest that it ever took.
///
/// The highest number wins. Nothing but the authority's signature makes a roster one.
package struct RosterFiles: Sendable {
    /// The name of the file, beside the kit and in the state directory.
    static let name = "roster.pem"

    let kit: Kit
    let kitPath: String
    let statePath: String

    /// The files of a server with this kit and state directory.
    package init(kit: Kit, at kitPath: String, state: String) {
        self.kit = kit
        self.kitPath = kitPath
        statePath = state
    }

    /// Every place where a newer roster may appear while the server runs.
    var paths: [String] { [kitPath] + rosterPaths }

    private var rosterPaths: [String] {
        let beside = URL(filePath: kitPath).deletingLastPathComponent().appending(path: Self.name).relativePath
        return [beside, keptPath]
    }

    /// Where the server keeps the newest roster.
    var keptPath: String { "\(statePath)/\(Self.name)" }

    /// The newest roster that there is at a start.
    ///
    /// - Throws: ``CommandFailure`` when a file is there and cannot be used: a server that ignored it might let in
    ///   somebody who was revoked.
    package func newest() throws -> SignedDocument<Roster> {
        try rosterPaths.reduce(kit.roster) { newest, path in
            guard FileManager.default.fileExists(atPath: path) else { return newest }
            let found = try roster(at: path)
            let (older, newer) =
                found.content.number < newest.content.number ? (found, newest) : (newest, found)
            if older.digest == newer.digest { return newer }
            if let objection = older.content.objection(to: newer.content) {
                throw CommandFailure(
                    .data, "\(path): this roster does not go with the others of this server: \(objection)")
            }
            return newer
        }
    }

    /// The roster in a file: a roster's own, or a kit.
    ///
    /// - Throws: ``CommandFailure`` or `CommandError`, as one line with the path.
    func roster(at path: String) throws -> SignedDocument<Roster> {
        if path == kitPath {
            let found = try KitFile.load(path)
            guard found.authority == kit.authority else {
                throw CommandFailure(.kit, "\(path): it is a kit of another federation")
            }
            return found.roster
        }
        do {
            let roster = try RosterText.parse(
                InputFile.read(path, limit: RosterText.maximumByteCount), authority: kit.authority.verificationKey)
            try roster.content.validate(for: kit.manifest.content)
            return roster
        } catch let error as FederationError {
            throw CommandFailure(.data, "\(path): \(error); put the newest roster.pem of grok-provision there")
        }
    }
}
