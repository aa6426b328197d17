import ArgumentParser
import Foundation
import Sysexits

/// What `check` finds before a program is started: one finding after another, and the status of the first that failed.
package struct Preflight: Sendable {
    /// How a check came out.
    package enum State: String, Encodable, Sendable {
        /// As it should be.
        case ok
        /// It works, but somebody should see to it.
        case warning
        /// The program would not start, or not do its work.
        case failed
    }

    /// One check.
    package struct Finding: Encodable, Sendable {
        /// What was looked at: a word.
        package let check: String
        /// How it came out.
        package let state: State
        /// What was found, in one line.
        package let message: String
    }

    /// What was found so far, in order.
    package private(set) var findings: [Finding] = []
    private var failure: CommandFailure?

    /// Nothing was checked yet.
    package init() {}

    /// Adds a check that came out well.
    package mutating func pass(_ check: String, _ message: String) { add(check, .ok, message) }

    /// Adds one that somebody should see to.
    package mutating func warn(_ check: String, _ message: String) { add(check, .warning, message) }

    /// Adds one that failed.
    package mutating func fail(_ check: String, _ error: any Error) {
        let failure = CommandFailure(error)
        if self.failure == nil { self.failure = failure }
        add(check, .failed, failure.line)
    }

    /// Does what can fail; an error is a finding.
    ///
    /// - Returns: nil when it failed.
    package mutating func attempt<Value>(_ check: String, _ body: () throws -> Value) -> Value? {
        do { return try body() } catch {
            fail(check, error)
            return nil
        }
    }

    /// Prints what was found.
    ///
    /// - Throws: `ExitCode` of the first failure, without another word.
    package func report(json: Bool) throws {
        print(json ? try self.json() : text)
        if let failure { throw ExitCode(failure.exitStatus.rawValue) }
    }

    /// One line a check.
    var text: String {
        let width = findings.map(\.check.count).max() ?? 0
        return findings.map { finding in
            let state = finding.state == .failed ? "FAILED" : finding.state.rawValue
            return state.padding(toLength: 9, withPad: " ", startingAt: 0)
                + finding.check.padding(toLength: width + 2, withPad: " ", startingAt: 0) + finding.message
        }.joined(separator: "\n")
    }

    /// One object: `status` is what the program exits with.
    func json() throws -> String {
        struct Report: Encodable {
            let checks: [Finding]
            let status: Int32
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let report = Report(checks: findings, status: failure?.exitStatus.rawValue ?? 0)
        return String(decoding: try encoder.encode(report), as: UTF8.self)
    }

    private mutating func add(_ check: String, _ state: State, _ message: String) {
        findings.append(Finding(check: check, state: state, message: PlainText.oneLine(message)))
    }
}
