import Tensors
import Testing

/// Mistakes with shapes stop the program with a message that names the shapes.
struct ShapeErrorTests {
    @Test func sumsThatDoNotFit() async throws {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = Tensor<Float>([2, 3], repeating: 0) + Tensor<Float>([2, 4], repeating: 0)
        }
        try expect(result, "+: shapes [2, 3] and [2, 4] do not fit each other")
    }

    @Test func productsThatDoNotFit() async throws {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = Tensor<Float>([2, 3], repeating: 0).matmul(Tensor<Float>([2, 4], repeating: 0))
        }
        try expect(result, "matmul: 2×3 and 2×4, of shapes [2, 3] and [2, 4], do not fit")
    }

    @Test func reshapesThatDoNotFill() async throws {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = Tensor<Float>([2, 3], repeating: 0).reshaped([4, -1])
        }
        try expect(result, "reshaped: shape [2, 3] does not fill shape [4, -1]")
    }

    @Test func spentTapes() async throws {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            let tape = Tape<Float>()
            let x = tape.variable(Tensor([1])).sum()
            _ = x.backward()
            _ = x.backward()
        }
        try expect(result, "backward: this tape was run through already")
    }

    private func expect(_ result: ExitTest.Result?, _ message: String) throws {
        let text = String(decoding: try #require(result).standardErrorContent, as: UTF8.self)
        #expect(text.contains(message))
    }
}
