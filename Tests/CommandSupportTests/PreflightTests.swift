import ArgumentParser
import Foundation
import Sysexits
import Testing

@testable import CommandSupport

@Suite struct PreflightTests {
    @Test func theFirstFailureDecides() throws {
        var findings = Preflight()
        findings.pass("kit", "alice.kit")
        findings.warn("space", "only\n3 bytes")
        let nothing: Int? = findings.attempt("server") { throw CommandFailure(.unavailable, "nothing listens there") }
        findings.fail("mail", CommandFailure(.data, "no message"))
        #expect(nothing == nil && findings.attempt("clock") { 12 } == 12)
        #expect(
            findings.text == """
                ok       kit     alice.kit
                warning  space   only\\n3 bytes
                FAILED   server  nothing listens there
                FAILED   mail    no message
                """)
        let error = #expect(throws: ExitCode.self) { try findings.report(json: false) }
        #expect(error?.rawValue == ExitStatus.unavailable.rawValue)
        struct Report: Decodable {
            struct Check: Decodable { let check, state, message: String }
            let checks: [Check]
            let status: Int32
        }
        let report = try JSONDecoder().decode(Report.self, from: Data(findings.json().utf8))
        #expect(report.status == 69 && report.checks.map(\.state) == ["ok", "warning", "failed", "failed"])
    }

    @Test func warningsAreNoFailure() throws {
        var findings = Preflight()
        findings.warn("certificate", "soon")
        #expect(throws: Never.self) { try findings.report(json: false) }
    }

    @Test func aStateDirectoryIsNotCreated() throws {
        let directory = try TemporaryDirectory()
        var findings = Preflight()
        findings.checkState(at: "\(directory.path)/a/b") {
            Issue.record("there is nothing to open")
            return nil
        }
        #expect(findings.findings.first?.message == "\(directory.path)/a/b will be created")
        #expect(findings.findings.map(\.check) == ["state", "space"])
        #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path).isEmpty)
    }

    @Test func aStateDirectoryIsOpened() throws {
        let directory = try TemporaryDirectory()
        var findings = Preflight()
        findings.checkState(at: directory.path) { "another process has it" }
        #expect(findings.findings.first?.state == .warning)
        findings.checkState(at: directory.path) { throw CommandFailure(.stateUnusable, "another's") }
        #expect(findings.findings.last?.message == "another's")
        let file = try directory.write("", to: "file")
        var nowhere = Preflight()
        nowhere.checkState(at: "\(file)/state") { nil }
        #expect(nowhere.findings.first?.state == .failed)
    }
}
