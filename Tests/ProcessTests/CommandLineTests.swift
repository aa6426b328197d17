import Foundation
import Testing

/// What each program says of itself, and of a command line or configuration that it does not understand.
@Suite(.timeLimit(.minutes(20))) struct CommandLineTests {
    @Test(arguments: [
        ([Program.client.rawValue, "--help"], ["train (default)", "classify"]),
        (
            [Program.client.rawValue, "train", "--help"],
            ["--data", "--kit", "--server", "--state", "--seed", "--config", "--log-format", "--log-level"]
        ),
        (
            [Program.client.rawValue, "classify", "--help"],
            ["<messages>", "--data", "--model", "--kit", "--state", "--json"]
        ),
        ([Program.server.rawValue, "--help"], ["run (default)", "status", "rounds", "export"]),
        (
            [Program.server.rawValue, "run", "--help"],
            ["--kit", "--listen", "--admin", "--state", "--rounds", "--config", "--log-format", "--log-level"]
        ),
        ([Program.server.rawValue, "rounds", "--help"], ["--state", "--kit", "--json", "--follow"]),
        ([Program.server.rawValue, "status", "--help"], ["--state", "--kit", "--json"]),
        ([Program.server.rawValue, "export", "--help"], ["--state", "--kit", "--out"]),
        ([Program.provision.rawValue, "--help"], ["create", "show"]),
        (
            [Program.provision.rawValue, "create", "--help"],
            [
                "<name>", "--participants", "--key-holders", "--threshold", "--minimum-contributors",
                "--max-participants", "--dimension", "--key-bits", "--insecure-key-bits", "--server", "--out",
            ]
        ),
        ([Program.lab.rawValue, "--help"], ["split", "compare", "sample-mail"]),
        ([Program.lab.rawValue, "split", "--help"], ["<paths>", "--participants", "--seed", "--out"]),
        ([Program.lab.rawValue, "compare", "--help"], ["<folder>", "--rounds", "--key-bits", "--seed", "--json"]),
        (
            [Program.lab.rawValue, "sample-mail", "--help"],
            ["--participants", "--seed", "--messages", "--test-messages", "--out"]
        ),
    ])
    func help(command: [String], mentions: [String]) async throws {
        try await Site.with { site in
            let program = try #require(Program(rawValue: command[0]))
            let ending = try await site.run(program, Array(command.dropFirst()))
            let text = ending.output.joined(separator: "\n")
            #expect(ending.status == 0 && ending.errors.isEmpty && text.contains("USAGE: \(program.rawValue)"))
            for mention in mentions { #expect(text.contains(mention), "\(mention) is not in\n\(text)") }
        }
    }

    @Test(arguments: [
        (
            Program.client, ["--dta", "a.mbox"],
            "unknown option '--dta'. Did you mean '--data'? (see grok-client train --help)"
        ),
        (.client, ["trian"], "there is no command trian; is train meant? (see grok-client"),
        (.client, ["--data"], "missing value for '--data <data>' (see grok-client train --help)"),
        (.client, ["classify"], "name messages"),
        (.server, ["--rounds"], "--rounds"), (.server, ["export", "--state", "server"], "--out"),
        (.server, ["rounds"], "--state DIR or --kit FILE"), (.provision, ["create"], "<name>"),
        (.lab, ["split", "mail"], "--participants"), (.lab, ["compare", "mail", "--rounds", "0"], "--rounds"),
    ])
    func aWrongCommandLine(program: Program, arguments: [String], reason: String) async throws {
        try await Site.with { site in
            let ending = try await site.run(program, arguments)
            #expect(ending.status == 64 && ending.output.isEmpty && ending.errors.count == 1)
            #expect(ending.errors.contains { $0.contains(reason) }, "\(ending.errors)")
        }
    }

    /// Completions know which options are paths, and which words a setting may be.
    @Test(arguments: [Program.client, .server, .provision, .lab], ["bash", "zsh", "fish"])
    func completions(program: Program, shell: String) async throws {
        try await Site.with { site in
            let ending = try await site.run(program, ["--generate-completion-script", shell])
            let script = ending.output.joined(separator: "\n")
            #expect(ending.status == 0 && ending.errors.isEmpty)
            let files = ["bash": "_add_completions -d", "zsh": "_files", "fish": "fa '("]
            #expect(script.contains(try #require(files[shell])), "no files in\n\(script)")
        }
    }

    @Test func aWrongConfiguration() async throws {
        try await Site.with { site in
            try site.write(Array("rounds: 3\ntraning-seconds: 20\n".utf8), to: "grok.yaml")
            let arguments = site.serverArguments() + ["--config", "grok.yaml"]
            let unknown = try await site.run(.server, arguments)
            unknown.expect(78, .server, "grok.yaml:2: there is no setting traning-seconds; is training-seconds meant?")
            let wrong = try await site.run(.server, site.serverArguments(), environment: ["GROK_BATCH_SIZE": "many"])
            wrong.expect(78, .server, "GROK_BATCH_SIZE is \"many\"; it must be")
            let client = try await site.run(.client, ["--data", "mail/alice.mbox", "--server", "nowhere"])
            client.expect(78, .client, "--server is \"nowhere\"; it must be HOST:PORT")
        }
    }

    @Test func noStateToLookAt() async throws {
        try await Site.with { site in
            let rounds = try await site.run(.server, ["rounds", "--state", "none"])
            rounds.expect(73, .server, "none/state.sqlite is not in the state directory")
            #expect(!FileManager.default.fileExists(atPath: "\(site.path)/none"))
        }
    }
}
