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
        ("threshold is not the 1 of its scheme", Parties.manifest(threshold: 2)),
        ("toleratedHolders is not 0 to 0", Parties.manifest(toleratedHolders: 1)),
        ("toleratedHolders is not 0 to 0", Parties.manifest(toleratedHolders: -1)),
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
            #expect(throws: FederationError.self) {
                try manifest.validate(parameterCount: 17, plaintextBits: 512, sharesPerBlock: 1)
            })
        #expect("\(error)".contains(reason))
    }

    @Test func theBudgetIsPartOfIt() throws {
        let manifest = Parties.manifest()
        #expect(throws: Never.self) { try manifest.validate(parameterCount: 17, plaintextBits: 512, sharesPerBlock: 1) }
        let error = #expect(throws: FederationError.self) {
            try manifest.validate(parameterCount: 17, plaintextBits: 41, sharesPerBlock: 1)
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

    @Test func theQuorumIsMoreThanHalfOfHoldersAndTolerated() {
        for (holders, threshold, tolerated, quorum) in [
            (1, 1, 0, 1), (2, 1, 0, 2), (2, 2, 1, 2), (3, 1, 0, 2), (3, 2, 1, 3), (3, 3, 2, 3), (4, 3, 1, 3),
            (5, 3, 1, 4), (5, 5, 0, 5), (7, 4, 2, 5), (16, 9, 5, 11),
        ] {
            let manifest = Parties.manifest(
                holders: Self.holders(Array(1...holders)), threshold: threshold, toleratedHolders: tolerated)
            #expect(manifest.quorum == quorum, "\(holders) holders, \(threshold) needed, \(tolerated) tolerated")
        }
    }

    /// Two quorums share more holders than are tolerated, and there is always one.
    @Test func twoQuorumsShareAnHonestHolder() {
        for holders in 1...16 {
            for threshold in 1...holders {
                for tolerated in 0..<threshold {
                    let manifest = Parties.manifest(
                        holders: Self.holders(Array(1...holders)), threshold: threshold, toleratedHolders: tolerated)
                    #expect(2 * manifest.quorum - holders > tolerated)
                    #expect((threshold...holders).contains(manifest.quorum))
                }
            }
        }
    }

    @Test func aThirdIsToleratedByDefault() {
        func tolerated(_ holders: Int, _ threshold: Int, participants: Int = 3, minimum: Int = 3) -> Int {
            Manifest.defaultToleratedHolders(
                holders: holders, threshold: threshold, participants: participants, minimumContributors: minimum)
        }
        #expect([1, 2, 3, 4, 5, 6, 7, 16].map { tolerated($0, $0) } == [0, 0, 0, 1, 1, 1, 2, 5])
        #expect(tolerated(3, 2, participants: 4) == 1)
        #expect(tolerated(3, 2, participants: 4, minimum: 4) == 0)
        // A scheme that any holder opens alone tolerates none.
        #expect(tolerated(7, 1) == 0 && tolerated(3, 1, participants: 9) == 0)
        #expect(tolerated(16, 3) == 2)
    }
}
