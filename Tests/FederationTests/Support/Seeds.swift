import Learning

/// Seeds of property tests: some that are always the same, and one that is new each time. A failure names its seed.
enum Seeds {
    static func some(_ count: Int) -> [UInt64] {
        (1...UInt64(count)).map { $0 } + [UInt64.random(in: 1 << 32...UInt64.max)]
    }
}

extension SeededGenerator {
    mutating func integer(in range: ClosedRange<Int>) -> Int {
        range.lowerBound + integer(below: range.count)
    }

    mutating func chance(_ percent: Int) -> Bool { integer(below: 100) < percent }

    mutating func element<Element>(of elements: [Element]) -> Element { elements[integer(below: elements.count)] }

    mutating func element<Element: Comparable>(of elements: Set<Element>) -> Element? {
        elements.isEmpty ? nil : element(of: elements.sorted())
    }
}
