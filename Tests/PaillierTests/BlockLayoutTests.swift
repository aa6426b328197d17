import Foundation
import Paillier
import Testing

@Suite struct BlockLayoutTests {
    @Test(
        "blocks come in eights, as few and as short as they can be",
        arguments: [
            (1, 64, 1, 1), (7, 64, 1, 7), (7, 3, 3, 3), (8, 64, 8, 1), (9, 64, 8, 2), (386, 64, 8, 49),
            (392, 49, 8, 49), (393, 49, 16, 25), (392, 1, 392, 1), (1000, 64, 16, 63),
        ])
    func holding(positions: Int, maximum: Int, blocks: Int, positionsPerBlock: Int) throws {
        let layout = try BlockLayout(holding: positions, maximumBlock: maximum)
        #expect((layout.blocks, layout.positionsPerBlock) == (blocks, positionsPerBlock))
        #expect(layout.positions >= positions)
    }

    @Test("layouts without positions, or with too many, are refused")
    func invalid() throws {
        for (blocks, positions) in [(0, 1), (1, 0), (-1, -1), (1 << 13, 1 << 12), (Int.max, 2), (Int.max, Int.max)] {
            #expect(throws: PaillierError.layoutInvalid(blocks: blocks, positionsPerBlock: positions)) {
                try BlockLayout(blocks: blocks, positionsPerBlock: positions)
            }
            let json = Data("{\"blocks\":\(blocks),\"positionsPerBlock\":\(positions)}".utf8)
            #expect(throws: PaillierError.layoutInvalid(blocks: blocks, positionsPerBlock: positions)) {
                try JSONDecoder().decode(BlockLayout.self, from: json)
            }
        }
        for (positions, maximum) in [(0, 8), (8, 0), (-1, 8), (Int.max, 8)] {
            #expect(throws: PaillierError.self) { try BlockLayout(holding: positions, maximumBlock: maximum) }
        }
    }

    @Test("a layout comes back from JSON")
    func json() throws {
        let layout = try BlockLayout(blocks: 8, positionsPerBlock: 49)
        #expect(try JSONDecoder().decode(BlockLayout.self, from: JSONEncoder().encode(layout)) == layout)
    }
}
