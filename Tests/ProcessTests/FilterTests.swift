import Federation
import Foundation
import Testing

/// `grok-client filter` as a mail system runs it, and `explain`.
@Suite(.timeLimit(.minutes(20))) struct FilterTests {
    private static let message = "From bob Tue\nX-Grok-Spam: no\nSubject: spam\r\nA: b\n\nbody \u{0}\r\nend"

    /// A model that takes the word spam for what it is, and meetings for ham.
    private static var model: [UInt8] {
        let specification = ModelSpecification()
        var parameters = [Float](repeating: 0, count: ModelFile.parameterCount(specification))
        // FNV-1a, 64 bits, folded to 16.
        for (word, weight) in [("spam", Float(1)), ("meet", -1)] {
            let hash = word.utf8.reduce(UInt64(0xCBF2_9CE4_8422_2325)) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
            parameters[Int((hash >> 48 ^ hash >> 32 ^ hash >> 16 ^ hash) & 0xFFFF)] = weight
        }
        return ModelFile.encode(parameters, specification: specification)
    }

    private func filter(
        _ site: Site, _ arguments: [String], input: String = message,
        from script: String = "exec \"$0\" \"$@\" < in > out"
    ) async throws -> (ending: ChildProcess.Ending, output: String) {
        try site.write(Array(input.utf8), to: "in")
        let ending = try await site.run(.client, ["filter"] + arguments, wrapper: ["sh", "-c", script])
        let output = (try? site.read("out")).map { String(decoding: $0, as: UTF8.self) } ?? ""
        return (ending, output)
    }

    @Test func whereThereIsNoMessage() async throws {
        try await Site.with { site in
            try site.write(Self.model, to: "model.safetensors")
            try site.write([], to: "empty.mbox")
            for command in ["classify", "explain"] {
                let ending = try await site.run(.client, [command, "empty.mbox", "--model", "model.safetensors"])
                ending.expect(65, .client, "empty.mbox: no message to \(command): 0 messages")
            }
        }
    }

    @Test func theMessageComesOutWithAVerdict() async throws {
        try await Site.with { site in
            try site.write(Self.model, to: "model.safetensors")
            let (ending, output) = try await filter(site, ["--model", "model.safetensors"])
            #expect(ending.status == 0 && ending.errors.isEmpty, "\(ending)")
            let lines = output.components(separatedBy: "\n")
            #expect(lines.prefix(3) == ["From bob Tue", "X-Grok-Spam: yes", "X-Grok-Answer: spam"], "\(lines)")
            #expect(lines[3].wholeMatch(of: /X-Grok-Score: [01]\.\d{4}/) != nil)
            let rest = Array("\nSubject: spam\r\nA: b\n\nbody \u{0}\r\nend".utf8)
            #expect(Array(output.utf8).suffix(rest.count) == rest[...], "\(output)")
            #expect(!output.contains("X-Grok-Spam: no"))
        }
    }

    @Test(arguments: [("Subject: spam\n\n", 0), ("Subject: meetings\n\n", 1), ("Subject: x\n\n", 2), ("no header", 2)])
    func theStatusSaysWhatItIs(message: String, status: Int32) async throws {
        try await Site.with { site in
            try site.write(Self.model, to: "model.safetensors")
            let arguments = ["--model", "model.safetensors", "--exit-code"]
            let (ending, output) = try await filter(site, arguments, input: message)
            #expect(ending.status == status && output.hasSuffix(message), "\(ending)")
        }
    }

    /// Whatever is wrong, the mail comes out as it went in, and a mail system learns that it is to try again.
    @Test(arguments: [
        (["--model", "none.safetensors"], "none.safetensors cannot be read"),
        (["--model", "in"], "the message went out as it came"),
        (["--state", "alice"], "alice has no model yet"),
        (["--colour"], "Unknown option '--colour'"),
        (["--false-positives", "2"], "--false-positives must be above 0 and below 1"),
        ([], "no kit"),
    ])
    func nothingIsLost(arguments: [String], reason: String) async throws {
        try await Site.with { site in
            let (ending, output) = try await filter(site, arguments)
            #expect(ending.status == 75 && output == Self.message, "\(ending)")
            #expect(ending.errors.count == 1 && ending.errors[0].hasPrefix("grok-client: "), "\(ending.errors)")
            #expect(ending.errors.first?.contains(reason) == true, "\(ending.errors)")
            let coded = try await filter(site, arguments + ["--exit-code"])
            #expect(coded.ending.status == 3 && coded.output == Self.message)
        }
    }

    /// Questions are answered without a message, and what a command line names comes before a variable.
    @Test func questionsAndNamedKits() async throws {
        try await Site.with { site in
            let version = try await site.run(.client, ["filter", "--version"])
            #expect(version.status == 0 && version.output.count == 1 && version.errors.isEmpty, "\(version)")
            let named = try await filter(
                site, ["--kit", "none.kit"], from: "GROK_STATE=nowhere exec \"$0\" \"$@\" < in > out")
            #expect(named.ending.status == 75 && named.output == Self.message)
            #expect(named.ending.errors.first?.contains("none.kit: there is no such kit") == true, "\(named.ending)")
        }
    }

    /// What a mail system starts is a small program; the other one, which knows all options, may be missing or elsewhere.
    @Test func theSmallProgramStandsAlone() async throws {
        try await Site.with { site in
            try site.write(Self.model, to: "model.safetensors")
            let files = FileManager.default
            for folder in ["bin", "lib/grok"] {
                try files.createDirectory(atPath: "\(site.path)/\(folder)", withIntermediateDirectories: true)
            }
            try files.copyItem(atPath: Program.client.path, toPath: "\(site.path)/bin/grok-client")
            let alone = "exec bin/grok-client \"$@\" < in > out"
            let plain = try await filter(site, ["--model", "model.safetensors"], from: alone)
            #expect(plain.ending.status == 0 && plain.output.contains("X-Grok-Spam: yes"), "\(plain)")
            let unusual = try await filter(site, ["--kit", "alice.kit"], from: alone)
            #expect(unusual.ending.status == 75 && unusual.output == Self.message, "\(unusual)")
            #expect(unusual.ending.errors.first?.contains("grok-participant is missing") == true)
            let start = ["sh", "-c", "exec bin/grok-client \"$@\""]
            let other = try await site.run(.client, ["--version"], wrapper: start)
            other.expect(1, .client, "grok-participant is missing")

            try files.createSymbolicLink(
                atPath: "\(site.path)/lib/grok/grok-participant", withDestinationPath: Program.participant.path)
            let installed = try await site.run(.client, ["--version"], wrapper: start)
            #expect(installed.status == 0 && installed.errors.isEmpty, "\(installed)")
        }
    }

    @Test func whoCannotWriteSaysSo() async throws {
        try await Site.with { site in
            try site.write(Self.model, to: "model.safetensors")
            let arguments = ["--model", "model.safetensors"]
            let full = try await filter(site, arguments, from: "exec \"$0\" \"$@\" < in > /dev/full")
            #expect(full.ending.status == 75 && full.ending.errors.count == 1, "\(full)")
            let closed = try await filter(site, arguments, from: "exec \"$0\" \"$@\" < in >&-")
            #expect(closed.ending.status == 75 && closed.ending.errors.count == 1, "\(closed)")
            let empty = try await filter(site, arguments, input: "")
            #expect(empty.ending.status == 75 && empty.output.isEmpty, "\(empty)")
        }
    }

    /// The only state there is needs no name and no kit; of several, one has to be named.
    @Test func theNewestModelIsFoundWithoutAKit() async throws {
        try await Site.with { site in
            let states = "\(site.path)/.local/state/grok/office"
            let mail = "From bob@example.org Thu Jan  1 00:00:00 2026\nSubject: spam\n\nhello\n"
            try site.write(Array(mail.utf8), to: "inbox.mbox")
            for (count, name) in ["alice", "bob"].enumerated() {
                try FileManager.default.createDirectory(atPath: "\(states)/\(name)", withIntermediateDirectories: true)
                try site.write(Self.model, to: ".local/state/grok/office/\(name)/model.safetensors")
                let (ending, output) = try await filter(site, [])
                #expect(ending.status == (count == 0 ? 0 : 75), "\(ending)")
                #expect(output.contains("X-Grok-Answer: spam") == (count == 0))
                #expect(count == 0 || ending.errors.first?.contains("--state \(states)/alice") == true, "\(ending)")
                // Mail that no kit lies beside is judged by the same model, or by none.
                let classified = try await site.run(.client, ["classify", "--data", "inbox.mbox"])
                #expect(classified.status == (count == 0 ? 0 : 64), "\(classified)")
            }
            let named = try await filter(site, ["--state", "\(states)/bob"])
            #expect(named.ending.status == 0 && named.output.contains("X-Grok-Spam: yes"))
        }
    }

    @Test func anExplanationNamesTheWords() async throws {
        try await Site.with { site in
            try site.write(Self.model, to: "model.safetensors")
            try site.write(Array("Subject: spam\n\nbody\n".utf8), to: "message.eml")
            let arguments = ["explain", "message.eml", "--model", "model.safetensors", "--top", "1"]
            let ending = try await site.run(.client, arguments)
            #expect(ending.status == 0 && ending.output.first?.hasPrefix("spam ") == true, "\(ending)")
            #expect(ending.output.dropFirst(2).first?.hasSuffix("  spam") == true, "\(ending)")
            let none = try await site.run(.client, ["explain", "none.eml", "--model", "model.safetensors"])
            none.expect(65, .client, "none.eml")
        }
    }
}
