package import Paillier

/// What a person says about a federation to be created; everything else follows.
package struct FederationOptions: Sendable {
    /// The encryption of a federation.
    package enum Scheme: Sendable, Equatable {
        /// None, for tests: every plaintext has this many bits.
        case none(plaintextBits: Int)
        /// Paillier's scheme with a key in shares.
        case paillierThreshold(keyBits: Int, exponents: ExponentLength, allowingInsecureKey: Bool)
        /// Paillier's scheme with one key, which every holder has.
        case paillierSingle(keyBits: Int, allowingInsecureKey: Bool)
    }

    /// The name that the federation's id begins with.
    package var name: String
    /// Who takes part.
    package var participants: [String]
    /// Who can help to decrypt; nil for all participants, where they are few.
    package var keyHolders: [String]?
    /// Holders needed to decrypt; nil for what the scheme does by default.
    package var threshold: Int?
    /// Holders that may help a cheating server; nil for a third of them, less than the threshold.
    package var toleratedHolders: Int?
    /// Contributions that a sum must have to be decrypted; nil for three, or one more than the threshold.
    package var minimumContributors: Int?
    /// Participants that there will ever be room for; nil for eight, or as many as there are.
    package var maximumParticipants: Int?
    /// Rows of the model's embedding.
    package var rows = 1 << 16
    /// Components of a row.
    package var dimension = 1
    /// How deltas are encrypted.
    package var scheme: Scheme = .paillierThreshold(keyBits: 3072, exponents: .short, allowingInsecureKey: false)
    /// Where participants find the server, unless they are told otherwise.
    package var server = "localhost:7433"

    /// A federation of these participants, the rest by default.
    package init(name: String, participants: [String]) {
        self.name = name
        self.participants = participants
    }
}
