import Foundation
import Learning

/// Images of digits, from IDX files (as MNIST comes in) or drawn.
struct DigitImages {
    /// [n, 1, side, side], from 0 to 1.
    let images: Tensor<Float>
    let labels: [Int]
    let side: Int
    /// What is learnt from, what early stopping goes by, and what is only tested on.
    let training: [Int]
    let validation: [Int]
    let test: [Int]

    var pixels: Int { side * side }

    /// The IDX files, plain or gzip'd, in `folder` whose names hold `images` and `labels`: the first 1,000 are learnt
    /// from, the last 100 of these kept for validation; all others are the test.
    init(folder: String) throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        func file(_ part: String) throws -> [UInt8] {
            guard let name = names.first(where: { $0.contains(part) && $0.contains("idx") }) else {
                throw Archive.Failure(path: folder, reason: "no IDX file of \(part)")
            }
            return try Archive.read("\(folder)/\(name)").first?.bytes ?? []
        }
        let (pixels, labels) = (try IDX(file("images"), folder), try IDX(file("labels"), folder))
        guard pixels.shape.count == 3, pixels.shape[1] == pixels.shape[2], labels.shape == [pixels.shape[0]],
            labels.bytes.allSatisfy({ $0 < 10 })
        else {
            throw Archive.Failure(path: folder, reason: "images \(pixels.shape) and labels \(labels.shape) do not fit")
        }
        self.init(pixels.bytes.map { Float($0) / 255 }, labels.bytes.map(Int.init), side: pixels.shape[1])
    }

    /// 3,000 digits drawn as seven segments, shifted and noisy.
    init(drawn seed: UInt64) {
        // Segments: top, upper left, upper right, middle, lower left, lower right, bottom.
        let segments = [0x77, 0x24, 0x5D, 0x6D, 0x2E, 0x6B, 0x7B, 0x25, 0x7F, 0x6F]
        let places: [(row: Int, column: Int, isLying: Bool)] = [
            (0, 1, true), (1, 0, false), (1, 5, false), (5, 1, true), (6, 0, false), (6, 5, false), (10, 1, true),
        ]
        var generator = SeededGenerator(seed: seed)
        let labels = (0..<3000).map { _ in generator.integer(below: 10) }
        let pixels = labels.flatMap { label -> [Float] in
            var image = (0..<256).map { _ in 0.45 * generator.unitFloat() }
            let (down, right) = (1 + generator.integer(below: 3), 4 + generator.integer(below: 3))
            for (number, place) in places.enumerated() where segments[label] >> number & 1 == 1 {
                for step in 0..<4 where generator.integer(below: 6) > 0 {
                    let (row, column) =
                        place.isLying ? (place.row, place.column + step) : (place.row + step, place.column)
                    image[(row + down) * 16 + column + right] = 0.5 + 0.5 * generator.unitFloat()
                }
            }
            return image
        }
        self.init(pixels, labels, side: 16)
    }

    private init(_ pixels: [Float], _ labels: [Int], side: Int) {
        images = Tensor([labels.count, 1, side, side], pixels)
        self.labels = labels
        self.side = side
        let known = min(1000, labels.count / 2)
        training = Array(0..<(known * 9 / 10))
        validation = Array((known * 9 / 10)..<known)
        test = Array(known..<labels.count)
    }

    func batch(_ indices: [Int]) -> (images: Tensor<Float>, labels: [Int]) {
        (images.gathered(indices), indices.map { labels[$0] })
    }

    /// The part of the images of `indices` that the network tells right.
    func accuracy(_ network: Sequential<Float>, _ indices: [Int]) -> Double {
        var right = 0
        for start in stride(from: 0, to: indices.count, by: 500) {
            let (images, labels) = batch(Array(indices[start..<min(start + 500, indices.count)]))
            right += zip(network(Tape.evaluation().constant(images)).value.argmax(), labels).count { $0 == $1 }
        }
        return Double(right) / Double(indices.count)
    }
}

/// The IDX format: two zero bytes, the element type, the number of axes, their sizes as 4 big-endian bytes each, the
/// elements.
struct IDX {
    let shape: [Int]
    let bytes: ArraySlice<UInt8>

    init(_ file: [UInt8], _ path: String) throws {
        guard file.count >= 4, file[0] == 0, file[1] == 0, file[2] == 8, file[3] < 8, file.count >= 4 + 4 * Int(file[3])
        else { throw Archive.Failure(path: path, reason: "not an IDX file of bytes") }
        shape = (0..<Int(file[3])).map { axis in
            file[(4 + 4 * axis)..<(8 + 4 * axis)].reduce(0) { $0 << 8 | Int($1) }
        }
        bytes = file[(4 + 4 * shape.count)...]
        var count = 1
        for size in shape {
            let (product, overflow) = count.multipliedReportingOverflow(by: size)
            guard !overflow else { throw Archive.Failure(path: path, reason: "an impossible IDX shape \(shape)") }
            count = product
        }
        guard bytes.count == count else {
            throw Archive.Failure(path: path, reason: "\(bytes.count) bytes of an IDX shape \(shape)")
        }
    }
}
