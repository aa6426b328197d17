/// What a server spends its own time on in a round, in order. Waiting for participants is none of it.
package enum ServerPhase: String, CaseIterable, Codable, Sendable {
    case accept, verify, persist, sum, decrypt, publish
}

extension RoundStatistics {
    /// Seconds of the server's own work in a phase; work of several threads at once adds up.
    package subscript(phase: ServerPhase) -> Double {
        get { self[keyPath: Self.path(of: phase)] }
        set { self[keyPath: Self.path(of: phase)] = newValue }
    }

    private static func path(of phase: ServerPhase) -> WritableKeyPath<RoundStatistics, Double> {
        switch phase {
        case .accept: \.acceptSeconds
        case .decrypt: \.openSeconds
        case .persist: \.persistSeconds
        case .publish: \.publishSeconds
        case .sum: \.sumSeconds
        case .verify: \.verifySeconds
        }
    }
}
