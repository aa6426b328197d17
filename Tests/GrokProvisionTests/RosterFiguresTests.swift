import Federation
import Paillier
import Primitives
import Testing

@testable import GrokProvision

/// What `create` warns of.
@Suite struct RosterFiguresTests {
    private func warnings(_ change: (inout FederationOptions) -> Void, names: [String] = ["a", "b", "c"]) throws
        -> [String]
    {
        var options = FederationOptions.small(names, scheme: .shared)
        change(&options)
        let plan = try FederationPlan(options)
        let id = try PartyName("office")
        let key = { try SigningKey.generate() }
        // What a manifest's figures mean does not depend on its key, only on whether any holder opens everything.
        let manifest = plan.manifest(id: id, scheme: Self.scheme, initialModel: Digest(sha256: []))
        let keys = try Dictionary(uniqueKeysWithValues: plan.participants.map { ($0, try key()) })
        let roster = plan.roster(id: id, serverKey: try key().verificationKey, keys: keys)
        return RosterFigures(manifest: manifest, roster: roster).warnings
    }

    private static let scheme: SchemeParameters = {
        guard let federation = try? ProvisionedFederation.shared() else { preconditionFailure("a federation") }
        return federation.manifest.content.scheme
    }()

    @Test func theDefaultsNeedNoWarning() throws {
        for names in [["a", "b", "c"], ["a", "b", "c", "d"], ["a", "b", "c", "d", "e"]] {
            #expect(try warnings({ _ in }, names: names).isEmpty, "\(names)")
        }
    }

    @Test func aSumOfTwoHidesNothingBetweenThem() throws {
        let two = try warnings({ $0.minimumContributors = 2 }, names: ["a", "b"])
        #expect(two.first?.contains("each can subtract its own part") == true)
        #expect(two.first?.contains("still hides both parts from the server") == true)
        #expect(try warnings { $0.minimumContributors = 2 }.first?.contains("sum of two") == true)
    }

    @Test func aMinimumBelowTheThresholdAndOneMoreIsWeaker() throws {
        let warnings = try warnings(
            { ($0.threshold, $0.minimumContributors) = (4, 4) }, names: ["a", "b", "c", "d", "e"])
        #expect(warnings.first?.contains("3 of 4 contributors") == true)
        #expect(warnings.first?.contains("--minimum-contributors 5 would") == true)
        #expect(
            try self.warnings({ ($0.threshold, $0.minimumContributors) = (3, 4) }, names: ["a", "b", "c", "d", "e"])
                .isEmpty)
    }

    @Test func toleranceWithoutAnythingToGainIsOnlyACost() throws {
        let warnings = try warnings { $0.toleratedHolders = 1 }
        #expect(warnings.count == 1 && warnings[0].contains("every sum is of all of them"))
        #expect(warnings[0].contains("makes 3 of 3 holders necessary"))
    }

    @Test func holdersThatCannotBeSparedAreNamed() throws {
        let warnings = try warnings({ $0.threshold = 3 }, names: ["a", "b", "c", "d"]).filter {
            $0.contains("while one is away")
        }
        #expect(warnings.isEmpty)
        let all = try self.warnings({ ($0.keyHolders, $0.threshold) = (["a", "b"], 2) }, names: ["a", "b", "c"])
        #expect(all.contains { $0.contains("all 2 key holders") && $0.contains("none of them can be revoked") })
    }
}
