import CommandSupport
import Sysexits
import Testing

@Suite struct SettingsTests {
    private let directory: TemporaryDirectory
    private let table = ConfigurationTable(
        program: "grok-test",
        keys: [
            ConfigurationKey("rounds", .integer(1...100), default: "10", help: ""),
            ConfigurationKey("learning-rate", .number(0.1...1), default: "0.5", help: ""),
            ConfigurationKey("log-format", .choice(["text", "json"]), default: "text", help: ""),
            ConfigurationKey("listen", .address, default: "0.0.0.0:1", help: ""),
            ConfigurationKey("data", .list, help: ""), ConfigurationKey("kit", .text, help: ""),
            ConfigurationKey("seed", .integer(0...Int.max), help: ""),
        ])

    init() throws { directory = try TemporaryDirectory() }

    private func settings(
        flags: [String: String] = [:], lists: [String: [String]] = [:], environment: [String: String] = [:],
        file: String? = nil
    ) throws -> Settings {
        let path = try file.map { try directory.write($0, to: "test.yaml") }
        return try Settings(table, flags: flags, lists: lists, environment: environment, file: path)
    }

    private func refusal(
        flags: [String: String] = [:], environment: [String: String] = [:], file: String? = nil
    ) throws -> String {
        let error = try #require(
            #expect(throws: CommandError.self) { try settings(flags: flags, environment: environment, file: file) })
        #expect(error.exitStatus == .configuration)
        #expect(!error.description.contains("\n"))
        return error.description.replacing(directory.path + "/", with: "")
    }

    @Test func defaultsStandAtTheEnd() throws {
        let settings = try settings()
        #expect(try settings.integer("rounds") == 10)
        #expect(try settings.number("learning-rate") == 0.5)
        #expect(try settings.text("log-format") == "text")
        #expect(settings.optionalText("kit") == nil)
        #expect(settings.optionalInteger("seed") == nil)
        #expect(settings.list("data").isEmpty)
        #expect(settings.warnings.isEmpty)
    }

    @Test func eachLayerWinsOverThoseBelow() throws {
        let file = "rounds: 2\nlearning-rate: 1\nlog-format: json\n"
        let environment = ["GROK_ROUNDS": "3", "GROK_LOG_FORMAT": "text"]
        let all = try settings(flags: ["rounds": "4"], environment: environment, file: file)
        #expect(try all.integer("rounds") == 4)
        #expect(try all.text("log-format") == "text")
        #expect(try all.number("learning-rate") == 1)
        #expect(try settings(environment: environment, file: file).integer("rounds") == 3)
        #expect(try settings(file: file).integer("rounds") == 2)
    }

    @Test func listsComeInEveryForm() throws {
        #expect(try settings(file: "data: [a.mbox, 'b, c.mbox']").list("data") == ["a.mbox", "b, c.mbox"])
        #expect(try settings(file: "data:\n  - a\n").list("data") == ["a"])
        #expect(try settings(file: "data: a,b\n").list("data") == ["a,b"])
        #expect(try settings(environment: ["GROK_DATA": "a,b"]).list("data") == ["a", "b"])
        #expect(try settings(lists: ["data": ["a,b", "c"]]).list("data") == ["a,b", "c"])
        #expect(try settings(lists: ["data": []], file: "data: a").list("data") == ["a"])
    }

    @Test func theFileCanComeFromTheEnvironment() throws {
        let path = try directory.write("rounds: 7", to: "other.yaml")
        #expect(try settings(environment: ["GROK_CONFIG": path]).integer("rounds") == 7)
    }

    @Test(arguments: ["", "# nothing\n", "---\n"]) func anEmptyFileSaysNothing(text: String) throws {
        #expect(try settings(file: text).integer("rounds") == 10)
    }

    @Test func anEmptyVariableIsNotSet() throws {
        let settings = try settings(environment: ["GROK_ROUNDS": "", "GROK_KIT": "", "GROK_CONFIG": ""])
        #expect(try settings.integer("rounds") == 10)
        #expect(settings.optionalText("kit") == nil)
    }

    @Test func anUnknownNameIsAnErrorWithTheNearest() throws {
        #expect(
            try refusal(file: "rounds: 1\nlog_format: text\n")
                == "test.yaml:2: there is no setting log_format; is log-format meant?")
        #expect(
            try refusal(file: "colour: red\n")
                == "test.yaml:1: there is no setting colour; see the settings in config/grok-test.yaml")
    }

    @Test(arguments: [
        ("rounds: abc", "rounds is \"abc\"; it must be a whole number from 1 to 100"),
        ("rounds: 0", "rounds is \"0\"; it must be a whole number from 1 to 100"),
        ("rounds: 1.0", "rounds is \"1.0\"; it must be a whole number from 1 to 100"),
        ("rounds: 99999999999999999999", "rounds is \"99999999999999999999\"; it must be a whole number from 1 to 100"),
        ("rounds:", "rounds is \"\"; it must be a whole number from 1 to 100"),
        ("rounds: [1]", "rounds must be a whole number from 1 to 100"),
        ("rounds: {a: 1}", "rounds must be a whole number from 1 to 100"),
        ("learning-rate: fast", "learning-rate is \"fast\"; it must be a number from 0.1 to 1.0"),
        ("learning-rate: .nan", "learning-rate is \".nan\"; it must be a number from 0.1 to 1.0"),
        ("log-format: xml", "log-format is \"xml\"; it must be text or json"),
        ("listen: here", "listen is \"here\"; it must be HOST:PORT"),
        ("data: {a: 1}", "data must be a list of texts"), ("data: [[a]]", "data must be a list of texts"),
        ("kit: ", "kit is \"\"; it must be a text"),
    ])
    func aWrongKindIsAnError(text: String, reason: String) throws {
        #expect(try refusal(file: text) == "test.yaml:1: \(reason)")
    }

    @Test func everySourceIsNamed() throws {
        let reason = "is \"abc\"; it must be a whole number from 1 to 100"
        #expect(try refusal(environment: ["GROK_ROUNDS": "abc"]) == "GROK_ROUNDS \(reason)")
        #expect(try refusal(flags: ["rounds": "abc"]) == "--rounds \(reason)")
    }

    @Test(arguments: [
        "rounds: 1\nrounds: 2", "- rounds", "just text", "rounds: [1", "rounds: \"\n", "\u{FEFF}a: b: c", "? [a]\n: 1",
        "rounds: 1\n\trounds: 2",
    ])
    func aFileThatIsNoMappingIsAnError(text: String) throws {
        #expect(try refusal(file: text).hasPrefix("test.yaml"))
    }

    @Test func aFileThatIsMissingIsAnError() throws {
        let error = #expect(throws: CommandError.self) {
            try Settings(table, environment: [:], file: "\(directory.path)/none.yaml")
        }
        #expect(
            error?.description.hasSuffix("none.yaml: the configuration cannot be read: No such file or directory")
                == true)
        #expect(throws: CommandError.self) { try Settings(table, environment: [:], file: directory.path) }
    }

    @Test func unknownVariablesAreWarnings() throws {
        let environment = ["GROK_ROUND": "3", "GROK_COLOUR": "red", "PATH": "/bin", "GROK_KIT": "a.kit"]
        #expect(
            try settings(environment: environment).warnings == [
                "GROK_COLOUR is set, but is no setting of grok-test",
                "GROK_ROUND is set, but is no setting of grok-test; is GROK_ROUNDS meant?",
            ])
    }
}
