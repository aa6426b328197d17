/// How a process is killed.
enum Blow: Sendable {
    /// While several contributions are written at once: at one of them, which others are behind.
    case batch(at: String)
    /// When it has written so many lines of its log, wherever it is then.
    case line(Int)
    /// Where it comes to a place, or to so many places.
    case place(String)

    var environment: [String: String] {
        switch self {
        case .batch(let place): ["GROK_FAULT_STALL": "naming/contribution", "GROK_FAULT_POINT": place]
        case .line: [:]
        case .place(let place): ["GROK_FAULT_POINT": place]
        }
    }

    /// One for the server.
    static func server(_ draws: inout SeededDraws) -> Blow {
        switch Int.random(in: 0..<8, using: &draws) {
        case 0: .batch(at: "named/contribution#\(Int.random(in: 1...5, using: &draws))")
        case 1: .batch(at: "writing/one of a batch#\(Int.random(in: 1...5, using: &draws))")
        case 2...4: .line(Int.random(in: 1...25, using: &draws))
        default: .place("#\(Int.random(in: 1...100, using: &draws))")
        }
    }

    /// One for a client.
    static func client(_ draws: inout SeededDraws) -> Blow {
        Bool.random(using: &draws)
            ? .line(Int.random(in: 1...12, using: &draws)) : .place("#\(Int.random(in: 1...60, using: &draws))")
    }
}
