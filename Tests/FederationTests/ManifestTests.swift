import Paillier
import Primitives
import Testing

@testable import Federation

@Suite struct ManifestTests {
    static func holders(_ indices: [Int]) -> [Manifest.Holder] {
        indices.enumerated().map { position, index in
            guard let name = try? PartyName("h\(position)") else { preconditionFailure("a name") }
            return Manifest.Holder(index: index, name: name)
        }
    }

    static let broken: [(String, Manifest)] = [
        ("minimumContributors", Parties.manifest(minimumContributors: 1)),
        ("minimumContributors", Parties.manifest(minimumContributors: 5)),
        ("0 holders", Parties.manifest(holders: [])),
        ("17 holders", Parties.manifest(holders: holders(Array(1...17)))),
        ("numbered", Parties.manifest(holders: holders([0, 1, 2]))),
        ("numbered", Parties.manifest(holders: holders([2, 1]))),
        (
            "named twice",
            Parties.manifest(holders: [Manifest.Holder(index: 1, name: "a"), Manifest.Holder(index: 2, name: "a")])
        ),
        ("threshold", Parties.manifest(threshold: 0)),
        ("threshold", Parties.manifest(threshold: 4)),
        ("does not say so", Parties.manifest(trustsServer: false)),
        ("rows", Parties.manifest(model: ModelSpecification(rows: 15))),
        ("rows", Parties.manifest(model: ModelSpecification(rows: 1 << 21))),
        ("dimension", Parties.manifest(model: ModelSpecification(dimension: 0))),
        ("dimension", Parties.manifest(model: ModelSpecification(dimension: 65))),
        ("tokenizer", Parties.manifest(model: ModelSpecification(tokenizer: "other"))),
        ("maximumTokens", Parties.manifest(model: ModelSpecification(maximumTokens: 0))),
        ("valueBits", Parties.manifest(codec: CodecParameters(valueBits: 3))),
        ("bounds", Parties.manifest(bounds: bounds(0, 1))),
        ("bounds", Parties.manifest(bounds: bounds(2, 1))),
        ("bounds", Parties.manifest(bounds: bounds(1, 1_048_577))),
        ("bounds", Parties.manifest(bounds: bounds(.nan, 1))),
        ("bounds", Parties.manifest(bounds: bounds(1, .infinity))),
    ]

    static func bounds(_ minimum: Double, _ maximum: Double) -> HyperParameterBounds {
        let fine = HyperParameterBounds.Range(minimum: 1, maximum: 2)
        return HyperParameterBounds(
            epochs: fine, batchSize: fine, learningRate: HyperParameterBounds.Range(minimum: minimum, maximum: maximum))
    }

    @Test(arguments: 0..<broken.count)
    func whatCannotBeIsNamed(index: Int) throws {
        let (reason, manifest) = Self.broken[index]
        let error = try #require(
            #expect(throws: FederationError.self) { try manifest.validate(parameterCount: 17, plaintextBits: 512) })
        #expect("\(error)".contains(reason))
    }

    @Test func theBudgetIsPartOfIt() throws {
        let manifest = Parties.manifest()
        #expect(throws: Never.self) { try manifest.validate(parameterCount: 17, plaintextBits: 512) }
        let error = #expect(throws: FederationError.self) {
            try manifest.validate(parameterCount: 17, plaintextBits: 41)
        }
        guard case .budget = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test func holdersAreFoundByName() {
        #expect(Parties.manifest().holderIndex(of: "sue") == 3)
        #expect(Parties.manifest().holderIndex(of: "carol") == nil)
    }
}

@Suite struct RosterTests {
    let parties: Parties

    init() throws { parties = try Parties() }

    @Test func membersAreSortedAndFound() throws {
        let roster = parties.roster(revoked: ["bob"])
        #expect(roster.members.map(\.name) == ["alice", "bob", "carol", "sue"])
        #expect(roster.activeNames == ["alice", "carol", "sue"])
        #expect(roster.activeMember("bob") == nil)
        #expect(roster.member("bob")?.revoked == true)
        #expect(roster.member("dave") == nil)
        #expect(throws: Never.self) { try roster.validate(for: parties.manifest.content) }
    }

    @Test(arguments: [Int.min, 0, 1 << 40])
    func theNumberIsBounded(number: Int) {
        #expect(throws: FederationError.malformed(document: "roster", reason: "its number is \(number)")) {
            try parties.roster(number: number).validate()
        }
    }

    @Test func namesAndKeysAreDistinct() throws {
        let members = parties.roster().members
        let alice = members[0]
        for (extra, reason) in [
            (Roster.Member(name: "alice", key: try SigningKey.generate().verificationKey), "a name stands twice"),
            (Roster.Member(name: "dave", key: alice.key, revoked: true), "a key stands twice"),
            (Roster.Member(name: "dave", key: parties.server.verificationKey), "a key stands twice"),
        ] {
            let roster = roster(members + [extra])
            #expect(throws: FederationError.malformed(document: "roster", reason: reason)) { try roster.validate() }
        }
    }

    @Test func aRosterGoesWithItsManifest() throws {
        let newcomer = Roster.Member(name: "dave", key: try SigningKey.generate().verificationKey)
        let members = parties.roster().members
        let error = #expect(throws: FederationError.self) {
            try roster(members + [newcomer]).validate(for: parties.manifest.content)
        }
        guard case .budget = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(throws: FederationError.malformed(document: "roster", reason: "it is of the federation other")) {
            try roster(members, federation: "other").validate(for: parties.manifest.content)
        }
        // Who was revoked takes no room.
        let revoked = parties.roster(revoked: ["alice"]).members
        #expect(throws: Never.self) { try roster(revoked + [newcomer]).validate(for: parties.manifest.content) }
    }

    private func roster(_ members: [Roster.Member], federation: PartyName? = nil) -> Roster {
        Roster(
            federation: federation ?? parties.manifest.content.federation, number: 1,
            serverKey: parties.server.verificationKey, members: members)
    }
}

@Suite struct PartyNameTests {
    @Test(arguments: ["a", "0", "alice", "a.b-c_d", "0a1b2c3d", String(repeating: "x", count: 63)])
    func names(text: String) throws {
        #expect(try PartyName(text).text == text)
    }

    @Test(arguments: [
        "", "-a", ".a", "_a", "Alice", "a b", "a/b", "é", "a\u{0}", "a\n", "ａ", "a\u{301}",
        String(repeating: "x", count: 64),
    ])
    func notNames(text: String) {
        #expect(throws: FederationError.name(text)) { try PartyName(text) }
    }

    @Test func theirOrderIsThatOfTheirBytes() throws {
        let sorted: [PartyName] = ["0", "a", "a-b", "a.b", "a0", "a_b", "aa", "b"]
        #expect(sorted.reversed().sorted() == sorted)
        #expect(sorted.sorted { Array($0.text.utf8).lexicographicallyPrecedes(Array($1.text.utf8)) } == sorted)
    }
}
