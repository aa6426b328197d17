import CommandSupport
import Federation
import GrokProvision
import Paillier
import Sysexits
import Testing

@Suite struct FederationPlanTests {
    private func plan(
        _ participants: [String] = ["bob", "alice", "sue"], _ change: (inout FederationOptions) -> Void = { _ in }
    ) throws -> FederationPlan {
        var options = FederationOptions(name: "office", participants: participants)
        change(&options)
        return try FederationPlan(options)
    }

    private func refusal(
        _ participants: [String] = ["bob", "alice", "sue"], _ change: (inout FederationOptions) -> Void = { _ in }
    ) throws -> String {
        let error = try #require(#expect(throws: (any Error).self) { try plan(participants, change) })
        let failure = CommandFailure(error)
        #expect(failure.exitStatus == .usage, "\(failure)")
        #expect(!failure.line.contains("\n"))
        return failure.line
    }

    private func names(_ count: Int) -> [String] { (0..<count).map { "p\($0 / 10)\($0 % 10)" } }

    @Test func theDefaults() throws {
        let plan = try plan()
        #expect(plan.participants.map(\.text) == ["alice", "bob", "sue"])
        #expect(plan.holders == plan.participants)
        #expect(plan.threshold == 2)
        #expect(plan.toleratedHolders == 0)
        #expect(plan.minimumContributors == 3)
        #expect(plan.codec == CodecParameters())
        #expect(plan.model == ModelSpecification())
        #expect(
            plan.scheme
                == .paillierThreshold(keyBits: 3072, exponents: .short, allowingInsecureKey: false))
        #expect(plan.server.description == "localhost:7433")
    }

    @Test func thereIsRoomForAll() throws {
        #expect(try plan(names(8)) { $0.keyHolders = ["p00"] }.codec.maximumParticipants == 8)
        #expect(try plan(names(9)) { $0.keyHolders = ["p00"] }.codec.maximumParticipants == 9)
        #expect(try plan { $0.maximumParticipants = 3 }.codec.maximumParticipants == 3)
        #expect(try refusal { $0.maximumParticipants = 2 }.contains("there are 3 participants already"))
    }

    @Test func upToSevenHoldKeys() throws {
        #expect(try plan(names(7)).holders.count == 7)
        #expect(try refusal(names(8)).contains("have to be named: --key-holders"))
        #expect(try plan(names(20)) { $0.keyHolders = ["p09", "p01"] }.holders.map(\.text) == ["p01", "p09"])
        #expect(try plan(names(20)) { $0.keyHolders = names(16) }.holders.count == 16)
        #expect(try refusal(names(20)) { $0.keyHolders = names(17) }.contains("17 key holders; 1 to 16"))
        #expect(try refusal { $0.keyHolders = [] }.contains("0 key holders"))
        #expect(try refusal { $0.keyHolders = ["carol"] }.contains("carol is not among the participants"))
        #expect(try refusal { $0.keyHolders = ["bob", "bob"] }.contains("bob is named twice"))
    }

    @Test func fewerThanTheThresholdAreTolerated() throws {
        #expect(try plan { $0.toleratedHolders = 1 }.toleratedHolders == 1)
        for tolerated in [-1, 2] {
            let line = try refusal { $0.toleratedHolders = tolerated }
            #expect(line.contains("--tolerated-holders is \(tolerated); with 2 needed to decrypt it can be 0 to 1"))
        }
    }

    @Test func aSingleKeyHasNoThreshold() throws {
        let single = FederationOptions.Scheme.paillierSingle(keyBits: 3072, allowingInsecureKey: false)
        #expect(try plan { ($0.scheme, $0.threshold) = (single, 1) }.threshold == 1)
        for threshold in [0, 2, -1] {
            let line = try refusal { ($0.scheme, $0.threshold) = (single, threshold) }
            #expect(line.contains("--threshold can only be 1"))
        }
    }

    @Test func sharesNeedAsManyHoldersAsThereCanBe() throws {
        #expect(try plan { $0.threshold = 3 }.threshold == 3)
        for threshold in [0, 4, -1] {
            #expect(try refusal { $0.threshold = threshold }.contains("of 3 key holders it can be 1 to 3"))
        }
    }

    @Test func aRosterOfTwoMustBeMeant() throws {
        #expect(try refusal(["bob", "alice"]).contains("--minimum-contributors 2"))
        #expect(try plan(["bob", "alice"]) { $0.minimumContributors = 2 }.minimumContributors == 2)
        #expect(try refusal(["bob"]).contains("at least two participants"))
        #expect(try refusal([]).contains("at least two participants"))
    }

    @Test(arguments: [-1, 0, 1, 4, Int.max]) func theMinimumIsReachable(minimum: Int) throws {
        #expect(try refusal { $0.minimumContributors = minimum }.contains("it can be 2 to 3"))
    }

    @Test(arguments: ["server", "test", "ca"]) func someNamesAreTaken(name: String) throws {
        #expect(try refusal(["alice", "bob", name]).contains("no participant can be called \(name)"))
    }

    @Test(arguments: ["", "Bob", "a b", "../x", "-a", ".a", "a/b", "ä", "a\n", String(repeating: "a", count: 64)])
    func someAreNoNames(name: String) throws {
        #expect(try refusal(["alice", "bob", name]).contains("is not a name"))
        #expect(try refusal { $0.name = name }.contains("is not a name"))
        #expect(try refusal { $0.keyHolders = [name] }.contains("is not a name"))
    }

    @Test func namesAreUnique() throws {
        #expect(try refusal(["bob", "alice", "bob"]).contains("bob is named twice"))
    }

    @Test func theNameLeavesRoomForTheID() throws {
        #expect(try plan { $0.name = String(repeating: "a", count: 54) }.name.text.count == 54)
        #expect(try refusal { $0.name = String(repeating: "a", count: 55) }.contains("54 are the most"))
    }

    @Test(arguments: [2048, 3072, 4096]) func secureKeys(bits: Int) throws {
        _ = try plan { $0.scheme = .paillierSingle(keyBits: bits, allowingInsecureKey: false) }
    }

    @Test(arguments: [256, 1024, 1984]) func insecureKeysMustBeMeant(bits: Int) throws {
        let line = try refusal { $0.scheme = .paillierSingle(keyBits: bits, allowingInsecureKey: false) }
        #expect(line.contains("--insecure-key-bits"))
        _ = try plan { $0.scheme = .paillierSingle(keyBits: bits, allowingInsecureKey: true) }
    }

    @Test(arguments: [-64, 0, 64, 3000, 3073, 1 << 20]) func keysOfOtherSizes(bits: Int) throws {
        let line = try refusal { $0.scheme = .paillierSingle(keyBits: bits, allowingInsecureKey: true) }
        #expect(line.contains("--key-bits is \(bits)"))
    }

    @Test(arguments: ["", "localhost", "localhost:0", "http://a:1"]) func addressesAreChecked(server: String) throws {
        #expect(try refusal { $0.server = server }.contains("it must be HOST:PORT"))
    }

    @Test(arguments: [0, -1, 65, Int.max]) func dimensionsAreChecked(dimension: Int) throws {
        #expect(try refusal { $0.dimension = dimension }.contains("--dimension is \(dimension)"))
    }
}
