package import Primitives

/// The first message of a participant.
package struct Hello: Equatable, Sendable {
    package var version: Int
    package var federation: String
    package var manifest: Digest
    package var rosterNumber: Int
    package var model: Digest?

    package init(version: Int, federation: String, manifest: Digest, rosterNumber: Int, model: Digest?) {
        self.version = version
        self.federation = federation
        self.manifest = manifest
        self.rosterNumber = rosterNumber
        self.model = model
    }
}
