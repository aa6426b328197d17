import Foundation
import GrokFilter
import Learning
import Primitives
import ProgramBasics
import Testing

@testable import GrokClient

/// Calibrations as files beside models.
@Suite struct CalibrationFileTests {
    @Test func onlyTheCalibrationOfTheModelCounts() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "grok-\(UUID().uuidString)").path()
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let model = "\(folder)/model.safetensors"
        let heldOut = [true, false].map { SparseExample(features: [0], label: $0) }
        let calibration = Calibration(SpamModel(rows: 2), digest: Digest(sha256: [1]), heldOut: heldOut)
        #expect(Calibration.beside(model, digest: calibration.model) == nil)
        try calibration.write(state: folder)
        #expect(Calibration.beside(model, digest: calibration.model) == calibration)
        #expect(Calibration.beside(model, digest: Digest(sha256: [2])) == nil)
        try Data("junk".utf8).write(to: URL(filePath: "\(folder)/\(Calibration.fileName(calibration.model))"))
        #expect(Calibration.beside(model, digest: calibration.model) == nil)
    }

    /// The best model may be an old one: its calibration outlives the others.
    @Test func oldCalibrationsGoAndTheBestModelsStays() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "grok-\(UUID().uuidString)").path()
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let best: [UInt8] = [7]
        try Data(best).write(to: URL(filePath: "\(folder)/\(StateFiles.bestModel)"))
        var digests: [Digest] = []
        for round in 0..<(Calibration.keptFiles + 8) {
            digests.append(round == 2 ? Digest(sha256: best) : Digest(sha256: [0, UInt8(round)]))
            let path = "\(folder)/\(Calibration.fileName(digests[round]))"
            try Calibration(SpamModel(rows: 2), digest: digests[round], heldOut: []).write(state: folder)
            let time = Date(timeIntervalSince1970: Double(1_000_000 + round))
            try FileManager.default.setAttributes([.modificationDate: time], ofItemAtPath: path)
        }
        let kept = digests.map { Calibration.beside("\(folder)/model.safetensors", digest: $0) != nil }
        #expect(kept[2] && kept.suffix(Calibration.keptFiles).allSatisfy { $0 })
        #expect(kept.count { $0 } <= Calibration.keptFiles + 1)
    }
}
