import ArgumentParser
import CommandSupport
import Federation
import Foundation
import RoundStore
import Sysexits

/// Which server's state a command looks at.
struct StateOptions: ParsableArguments {
    @Option(help: "The state directory.", completion: .directory) var state: String?
    @Option(help: "The server's kit; its federation says where the state is.", completion: .file(extensions: ["kit"]))
    var kit: String?

    func history() throws -> SQLiteServerHistory { try SQLiteServerHistory(at: directory()) }

    func directory() throws -> String {
        let environment = ProcessInfo.processInfo.environment
        if let state = state ?? (kit == nil ? environment["GROK_STATE"] : nil) { return state }
        guard let path = kit ?? environment["GROK_KIT"] else {
            throw CommandFailure(.usage, "say whose state is meant: --state DIR or --kit FILE")
        }
        return StateDirectory.location(federation: try KitFile.load(path).federation, name: nil)
    }
}
