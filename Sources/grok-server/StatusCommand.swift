import ArgumentParser
import GrokAdmin

/// Shows how the server stands, whether or not it runs.
struct StatusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Show how the server stands, also while it runs.",
        discussion: """
            Who is connected only the running server knows, and it tells through its admin page (run --admin). Without \
            it, what the state directory has is shown.
            """)

    @OptionGroup var state: StateOptions
    @Flag(help: "One JSON object.") var json = false

    func run() throws {
        let report = try StatusReport(directory: state.directory())
        print(json ? report.json : report.text)
    }
}
