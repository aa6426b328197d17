import FoundationEssentials
package import Learning
package import Primitives
import ProgramBasics

/// What a model says of mail that its participant held out: what thresholds are chosen by.
///
/// It is about one participant's mail alone, and stays in its state directory, beside the model.
package struct Calibration: Equatable, Sendable {
    /// The digest of the model's file.
    package let model: Digest
    /// The log-odds of ham, ascending.
    package let ham: [Float]
    /// The log-odds of spam, ascending.
    package let spam: [Float]

    private static let format = "grok-calibration-1"
    /// As many bytes as ten million messages need.
    static let fileLimit = 64 << 20

    /// Asks a model about held-out mail.
    package init(_ model: SpamModel, digest: Digest, heldOut: some Collection<SparseExample>) {
        self.model = digest
        let judged = heldOut.map { (label: $0.label, logit: model.logit($0)) }
        ham = judged.filter { !$0.label }.map(\.logit).sorted()
        spam = judged.filter(\.label).map(\.logit).sorted()
    }

    /// Reads a file that ``encoded()`` made.
    ///
    /// - Throws: ``LearningError`` when it is damaged.
    package init(decoding bytes: [UInt8]) throws {
        let file = try SafetensorsFile(decoding: bytes)
        guard file.metadata["format"] == Self.format,
            let model = file.metadata["model"].flatMap({ Digest(hex: $0) }),
            let ham = file.layout.range(of: "ham"), let spam = file.layout.range(of: "spam"),
            file.values.allSatisfy(\.isFinite)
        else { throw LearningError.notThisModel(reason: "it is no calibration of this version") }
        self.model = model
        self.ham = file.values[ham].sorted()
        self.spam = file.values[spam].sorted()
    }

    /// The bytes of its file.
    package func encoded() throws -> [UInt8] {
        let layout = try ParameterLayout([.init("ham", [ham.count]), .init("spam", [spam.count])])
        let metadata = ["format": Self.format, "model": model.hex]
        return try SafetensorsFile(metadata: metadata, layout: layout, values: ham + spam).encoded()
    }

    /// How the names of calibrations begin and end; between stands the digest of the model.
    package static let filePrefix = "calibration-"
    package static let fileSuffix = ".safetensors"

    /// Its file in the state directory; each model has one of its own, since the best need not be the newest.
    package static func fileName(_ model: Digest) -> String { "\(filePrefix)\(model.hex)\(fileSuffix)" }

    /// The calibration of a model in the folder of its file; nil where there is none.
    package static func beside(_ model: String, digest: Digest) -> Calibration? {
        let folder = model.lastIndex(of: "/").map { model[..<$0] } ?? "."
        guard let bytes = try? InputFile.read("\(folder)/\(fileName(digest))", limit: fileLimit),
            let found = try? Calibration(decoding: bytes)
        else { return nil }
        return found.model == digest ? found : nil
    }
}
