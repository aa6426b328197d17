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
