import Primitives
import ProgramBasics
import Sysexits

/// The best model that a participant has (by the totals of verified rounds; before there are any, the newest), where a mail
/// filter finds it without its kit and its state's database.
package enum NewestModel {
    /// The largest model file that is read, in bytes.
    package static let fileLimit = 1 << 30

    /// The model's file where neither a kit nor a look around is needed to tell; nil where it is. What the command line names
    /// comes before any variable.
    ///
    /// - Throws: ``CommandFailure`` when the state directory has none yet.
    package static func path(
        model: String?, state: String?, kit: String?, environment: [String: String]
    ) throws -> String? {
        if let model { return model }
        let configured = kit == nil ? environment.setting("GROK_STATE") : nil
        return try (state ?? configured).map(path)
    }

    /// The model's file in a participant's state directory.
    ///
    /// - Throws: ``CommandFailure`` when there is none yet, or none that can be reached.
    package static func path(state: String) throws -> String {
        let files = [StateFiles.bestModel, StateFiles.newestModel].map { "\(state)/\($0)" }
        guard let path = try files.first(where: InputFile.exists) else {
            throw CommandFailure(
                .data, "\(state) has no model yet: take part in a round first, or name one with --model")
        }
        return path
    }

    /// The model's file of the only participant that keeps its state where states are kept; nil when there is none.
    ///
    /// - Throws: ``CommandFailure`` when there are several, or when none is found but not everywhere may be looked.
    package static func only(environment: [String: String]) throws -> String? {
        let root = StateFiles.root(environment: environment)
        let looks = try InputFile.names(in: root).flatMap { states(in: "\(root)/\($0)") }
        let used = looks.compactMap { try? $0.get() }
        // Where one is found, what may not be entered is another's.
        if used.isEmpty { _ = try looks.map { try $0.get() } }
        guard used.count < 2 else {
            throw CommandFailure(.usage, "there are models of several participants: name one, as in --state \(used[0])")
        }
        return try used.first.map(path)
    }

    /// The states of a federation that have a model, and what could not be looked at.
    private static func states(in federation: String) -> [Result<String?, any Error>] {
        switch Result(catching: { try InputFile.names(in: federation) }) {
        case .failure(let error): [.failure(error)]
        case .success(let names):
            names.map { name in
                let state = "\(federation)/\(name)"
                return Result { try InputFile.exists("\(state)/\(StateFiles.newestModel)") ? state : nil }
            }
        }
    }

    /// The classifier of a model's file, with thresholds by the calibration beside it.
    ///
    /// - Throws: ``CommandFailure`` saying which file and why.
    package static func classifier(path: String, rates: Thresholds.Rates) throws -> Classifier {
        let file = try InputFile.read(path, limit: fileLimit)
        do {
            let calibration = Calibration.beside(path, digest: Digest(sha256: file))
            return try Classifier(file: file, calibration: calibration, rates: rates)
        } catch {
            throw CommandFailure(.data, "\(path): \(error)")
        }
    }
}
