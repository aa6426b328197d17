import Foundation
import Learning
import Testing

@testable import Experiments

struct DigitImagesTests {
    private static func idx(_ shape: [UInt8], _ bytes: [UInt8]) -> [UInt8] {
        [0, 0, 8, UInt8(shape.count)] + shape.flatMap { [0, 0, 0, $0] } + bytes
    }

    @Test func readsShapesAndBytes() throws {
        let idx = try IDX(Self.idx([2, 1, 3], [1, 2, 3, 4, 5, 6]), "x")
        #expect(idx.shape == [2, 1, 3] && Array(idx.bytes) == [1, 2, 3, 4, 5, 6])
    }

    @Test func refusesWhatIsNotIDX() {
        let huge: [UInt8] = [0, 0, 8, 3] + Array(repeating: 0xFF, count: 12)
        for bytes in [
            [], [0, 0, 8], [0, 0, 9, 0], [0, 0, 8, 2, 0, 0, 0, 1], Self.idx([2], [1]), Self.idx([1], [1, 2]), huge,
        ] {
            #expect(throws: Archive.Failure.self) { try IDX(bytes, "x") }
        }
    }

    @Test func readsAFolder() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("digits-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let pixels = (0..<(20 * 4)).map { UInt8($0) }
        try Data(Self.idx([20, 2, 2], pixels)).write(to: folder.appendingPathComponent("a-images-idx3-ubyte"))
        try Data(Self.idx([20], (0..<20).map { $0 % 10 })).write(
            to: folder.appendingPathComponent("a-labels-idx1-ubyte"))
        let images = try DigitImages(folder: folder.path)
        #expect(images.images.shape == [20, 1, 2, 2] && images.labels[13] == 3 && images.pixels == 4)
        #expect(images.training.count == 9 && images.validation == [9] && images.test.count == 10)
        #expect(abs(images.images[1, 0, 0, 0] - 4 / 255) < 1e-7)
    }

    @Test func drawnDigitsDifferAndRepeat() {
        let (one, same, other) = (DigitImages(drawn: 1), DigitImages(drawn: 1), DigitImages(drawn: 2))
        #expect(one.images == same.images && one.images != other.images)
        #expect(Set(one.labels).count == 10 && one.test.count == 2000)
    }
}
