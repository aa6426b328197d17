import Testing

@testable import Learning

struct ParameterLayoutTests {
    static let entries: [ParameterLayout.Entry] = [
        .init("a", [2, 3]), .init("b", []), .init("c", [0]), .init("d", [2]),
    ]

    @Test func flattensAndBack() throws {
        let layout = try ParameterLayout(Self.entries)
        let tensors: [[Float]] = [[1, 2, 3, 4, 5, 6], [7], [], [8, 9]]
        #expect(layout.count == 9)
        #expect(try layout.flatten(tensors) == [1, 2, 3, 4, 5, 6, 7, 8, 9])
        #expect(try layout.unflatten(layout.flatten(tensors)) == tensors)
        #expect(layout.range(of: "d") == 7..<9 && layout.range(of: "b") == 6..<7 && layout.range(of: "e") == nil)
    }

    @Test func refusesWhatDoesNotFit() throws {
        let layout = try ParameterLayout(Self.entries)
        #expect(throws: LearningError.wrongTensorCount(expected: 4, found: 1)) { try layout.flatten([[1]]) }
        #expect(throws: LearningError.wrongParameterCount(name: "d", expected: 2, found: 1)) {
            try layout.flatten([[1, 2, 3, 4, 5, 6], [7], [], [8]])
        }
        #expect(throws: LearningError.wrongParameterCount(name: nil, expected: 9, found: 8)) {
            try layout.unflatten(Array(repeating: 0, count: 8))
        }
    }

    @Test func refusesImpossibleEntries() {
        #expect(throws: LearningError.duplicateName("a")) { try ParameterLayout([.init("a", [1]), .init("a", [2])]) }
        #expect(throws: LearningError.duplicateName("__metadata__")) {
            try ParameterLayout([.init("__metadata__", [1])])
        }
        #expect(throws: LearningError.invalidShape(name: "a", shape: [-1])) { try ParameterLayout([.init("a", [-1])]) }
        #expect(throws: LearningError.invalidShape(name: "b", shape: [.max])) {
            try ParameterLayout([.init("a", [1]), .init("b", [.max])])
        }
    }
}
