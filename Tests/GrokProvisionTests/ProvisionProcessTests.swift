import CommandSupport
import Foundation
import Sysexits
import Testing

/// The program itself.
@Suite struct ProvisionProcessTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    private static let small = ["--participants", "bob,alice,sue", "--key-bits", "512", "--insecure-key-bits"]

    private var entries: [String] {
        get throws { try FileManager.default.contentsOfDirectory(atPath: directory.path).sorted() }
    }

    @Test func createAndShow() throws {
        let created = try ProvisionProcess(["create", "office"] + Self.small, in: directory.path).finish()
        #expect(created.status == 0)
        #expect(created.output.contains("  office/bob.kit  for bob, key holder\n"))
        #expect(created.output.contains("2 of the 3 key holders (alice, bob, sue) decrypt together"))
        #expect(try entries == ["office"])
        let shown = try ProvisionProcess(["show", "office/alice.kit", "--json"], in: directory.path).finish()
        #expect(shown.status == 0 && shown.errors.isEmpty)
        let object = try JSONSerialization.jsonObject(with: Data(shown.output.utf8)) as? [String: Any]
        #expect(object?["participant"] as? String == "alice")
    }

    @Test func aSecondFederationInOnePlace() throws {
        let arguments = ["create", "office", "--out", "here"] + Self.small
        #expect(try ProvisionProcess(arguments, in: directory.path).finish().status == 0)
        let again = try ProvisionProcess(arguments, in: directory.path).finish()
        #expect(again.status == ExitStatus.stateUnusable.rawValue)
        #expect(
            again.errors == "grok-provision: here is there already and will not be overwritten; "
                + "choose another directory with --out DIR\n")
    }

    @Test(arguments: [
        (["create", "office"], "missing expected argument"),
        (["create", "office", "--participants", "a,b"], "grok-provision: of a sum of two"),
        (
            ["create", "office", "--participants", "a,b,c", "--scheme", "rot13"],
            "it must be paillier-threshold or paillier-single"
        ),
        (["create", "office", "--participants", "a,b,c", "--key-bits", "1024"], "--insecure-key-bits"),
        (["create", "office", "--participants", "a,b,c", "--key-bits", "many"], "--key-bits"),
        (["destroy"], "destroy"), (["show"], "missing expected argument"),
    ])
    func aWrongCommandLine(arguments: [String], reason: String) throws {
        let result = try ProvisionProcess(arguments, in: directory.path).finish()
        #expect(result.status == ExitStatus.usage.rawValue)
        #expect(result.errors.contains(reason) && result.output.isEmpty)
        #expect(try entries.isEmpty)
    }

    @Test func aWrongKit() throws {
        let missing = try ProvisionProcess(["show", "none.kit"], in: directory.path).finish()
        #expect(missing.status == ExitStatus.kit.rawValue)
        #expect(missing.errors.hasPrefix("grok-provision: none.kit: there is no such kit"))
        _ = try directory.write("garbage", to: "bad.kit")
        let bad = try ProvisionProcess(["show", "bad.kit"], in: directory.path).finish()
        #expect(bad.status == ExitStatus.kit.rawValue && bad.errors.split(separator: "\n").count == 1)
    }

    @Test func helpIsNoFailure() throws {
        for arguments in [["--help"], ["create", "--help"], ["help", "show"]] {
            let result = try ProvisionProcess(arguments, in: directory.path).finish()
            #expect(result.status == 0 && result.output.contains("USAGE: grok-provision"))
        }
    }

    /// A key of this size takes minutes, so that the interruption comes while it is made.
    @Test(arguments: [SIGINT, SIGTERM]) func ctrlCLeavesNothing(signal: Int32) throws {
        let arguments = ["create", "office", "--participants", "bob,alice,sue", "--key-bits", "16384"]
        let process = try ProvisionProcess(arguments, in: directory.path)
        #expect(process.firstError().contains("making the key"))
        process.send(signal)
        let result = process.finish()
        #expect(result.status == ExitStatus.interrupted.rawValue)
        #expect(result.errors.hasSuffix("grok-provision: interrupted; nothing was written\n"))
        #expect(try entries.isEmpty)
    }
}
