import ArgumentParser
import CommandSupport
import Federation
import Foundation
import GrokClient
import GrokFilter
import RoundStore

/// Which model judges messages, and how sure it has to be.
struct ModelOptions: ParsableArguments {
    @Option(
        help: "A model file; by default the best that your participant has.",
        completion: .file(extensions: ["safetensors"]))
    var model: String?
    @Option(help: "The kit whose participant's model is used.", completion: .file(extensions: ["kit"]))
    var kit: String?
    @Option(help: "The participant's state directory.", completion: .directory)
    var state: String?
    @Option(help: ArgumentHelp("Ham that may be taken for spam, as a part of all ham.", valueName: "part"))
    var falsePositives = Thresholds.Rates().falsePositives
    @Option(help: ArgumentHelp("Spam that may be taken for ham, as a part of all spam.", valueName: "part"))
    var falseNegatives = Thresholds.Rates().falseNegatives

    func validate() throws {
        for (name, value) in [("false-positives", falsePositives), ("false-negatives", falseNegatives)]
        where !(value > 0 && value < 1) {
            throw ValidationError("--\(name) must be above 0 and below 1")
        }
    }

    /// The classifier that the options name.
    ///
    /// - Parameter data: mail that a kit may lie beside.
    /// - Throws: ``CommandFailure``, ``CommandError``, ``KitError``.
    func classifier(data: [String] = []) throws -> Classifier {
        var rates = Thresholds.Rates()
        (rates.falsePositives, rates.falseNegatives) = (falsePositives, falseNegatives)
        return try NewestModel.classifier(path: path(data), rates: rates)
    }

    /// The model's file. Kits are read last, if at all: a filter need not touch a key.
    private func path(_ data: [String]) throws -> String {
        let environment = ProcessInfo.processInfo.environment
        if let path = try NewestModel.path(model: model, state: state, kit: kit, environment: environment) {
            return path
        }
        let configured = kit ?? environment.setting("GROK_KIT")
        let location = KitLocation(configured: configured, data: data, environment: environment)
        // A kit beside the mail says whose it is; where there is none, whoever takes part on this machine.
        if configured == nil, data.isEmpty || location.isMissing,
            let only = try NewestModel.only(environment: environment)
        {
            return only
        }
        let file = try NewestModel.kit(at: location)
        let kit = try KitFile.load(file)
        let name = try KitFile.naming(file) { try kit.participant(for: "grok-client") }
        return try NewestModel.path(state: StateDirectory.location(federation: kit.federation, name: name))
    }
}
