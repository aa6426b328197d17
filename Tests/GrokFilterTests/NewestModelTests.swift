import Foundation
import ProgramBasics
import Testing

@testable import GrokFilter

/// Where a filter finds its model, and what it says where it may not look.
@Suite final class NewestModelTests {
    private let home = FileManager.default.temporaryDirectory.appending(path: "grok-\(UUID().uuidString)").path()
    private var environment: [String: String] { ["XDG_STATE_HOME": home] }

    deinit { try? FileManager.default.removeItem(atPath: home) }

    /// Makes a participant's state directory with these files.
    @discardableResult
    private func state(_ name: String, _ files: String...) throws -> String {
        let path = "\(home)/grok/office/\(name)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        for file in files { try Data().write(to: URL(filePath: "\(path)/\(file)")) }
        return path
    }

    /// A folder that nobody may enter, not even root: a link to itself.
    private func closed(_ path: String) throws {
        try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: path)
    }

    private let closedReason = "cannot be read: Too many levels of symbolic links"

    @Test func theBestIsTakenAndElseTheNewest() throws {
        let alice = try state("alice", StateFiles.newestModel)
        #expect(try NewestModel.path(state: alice) == "\(alice)/model.safetensors")
        try state("alice", StateFiles.bestModel)
        #expect(try NewestModel.path(state: alice) == "\(alice)/best.safetensors")
        #expect(try NewestModel.only(environment: environment) == "\(alice)/best.safetensors")
    }

    @Test func withoutAModelThereIsNone() throws {
        #expect(try NewestModel.only(environment: environment) == nil)
        let alice = try state("alice")
        #expect(try NewestModel.only(environment: environment) == nil)
        let failure = #expect(throws: CommandFailure.self) { try NewestModel.path(state: alice) }
        #expect(failure?.line == "\(alice) has no model yet: take part in a round first, or name one with --model")
    }

    @Test func ofSeveralOneIsToBeNamed() throws {
        let alice = try state("alice", StateFiles.newestModel)
        try state("bob", StateFiles.newestModel)
        let failure = #expect(throws: CommandFailure.self) { try NewestModel.only(environment: environment) }
        #expect(failure?.line == "there are models of several participants: name one, as in --state \(alice)")
    }

    @Test func whereNobodyMayLookIsSaid() throws {
        try state("alice")
        let bob = "\(home)/grok/office/bob"
        try closed(bob)
        let named = #expect(throws: CommandFailure.self) { try NewestModel.path(state: bob) }
        #expect(named?.line == "\(bob)/best.safetensors \(closedReason)")
        let found = #expect(throws: CommandFailure.self) { try NewestModel.only(environment: environment) }
        #expect(found?.line == "\(bob)/model.safetensors \(closedReason)")
        // What is another's does not hinder who has a model.
        try closed("\(home)/grok/another")
        let alice = try state("alice", StateFiles.newestModel)
        #expect(try NewestModel.only(environment: environment) == "\(alice)/model.safetensors")
    }

    @Test func aClosedRootIsSaid() throws {
        try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
        try closed("\(home)/grok")
        let failure = #expect(throws: CommandFailure.self) { try NewestModel.only(environment: environment) }
        #expect(failure?.line == "\(home)/grok \(closedReason)")
    }
}
