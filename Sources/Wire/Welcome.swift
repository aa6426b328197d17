package import Federation
package import Primitives

/// The server's answer to a hello that it accepts.
package struct Welcome: Equatable, Sendable {
    package var roster: SignedBytes?
    package var published: Int
    package var rounds: Int
    package var model: Digest

    package init(roster: SignedBytes?, published: Int, rounds: Int, model: Digest) {
        self.roster = roster
        self.published = published
        self.rounds = rounds
        self.model = model
    }
}
