import CommandSupport
import Federation
import GrokServer

extension StatusReport {
    /// Some lines for a person.
    package var text: String {
        ([headline] + [progress, waiting, table, lastLine, model, note].compactMap(\.self)).joined(separator: "\n")
    }

    private var headline: String {
        let published = status.rounds.map { "\(status.published) of \($0)" } ?? "\(status.published)"
        let state = status.round.map { "round \($0.number), \(status.state.words)" } ?? status.state.words
        return "\(status.federation): \(state) · \(published) rounds published"
    }

    private var progress: String? {
        guard let round = status.round else { return nil }
        switch status.state {
        case .training:
            let left = round.deadline.timestamp.seconds(since: status.at.timestamp)
            let time = left > 0 ? "\(Quantity.seconds(left)) left" : "its time is over"
            return "\(Quantity.count(round.contributions, "contribution")), \(time)"
        case .combining, .committing, .decrypting, .finished, .idle, .opening, .recruiting, .stopping, .summing:
            let wanted = round.sharesWanted.map { " of \($0)" } ?? ""
            return "\(Quantity.count(round.contributions, "contribution")), "
                + "\(Quantity.count(round.commits, "commit")), \(round.shares)\(wanted) shares"
        }
    }

    private var waiting: String? {
        status.waitingFor.isEmpty ? nil : "does not go on without: \(status.waitingFor.joined(separator: ", "))"
    }

    private var table: String? {
        switch status.source {
        case .database:
            let names = status.participants.map(\.name)
            return names.isEmpty ? nil : "contributed: \(names.joined(separator: " "))"
        case .server:
            var table = TextTable(["participant", "connection", "contribution", "key share"])
            for row in rows { table.append(row) }
            return "\n\(table)\n"
        }
    }

    /// Participants, and after them holders who are none.
    private var rows: [[String]] {
        let holders = Dictionary(uniqueKeysWithValues: status.holders.map { ($0.name, $0) })
        let names = Set(status.participants.map(\.name))
        let others = status.holders.filter { !names.contains($0.name) }
        return status.participants.map { one in
            [one.name, presence(of: one), one.state.words, holders[one.name]?.words ?? ""]
        } + others.map { [$0.name, $0.connected == true ? "connected" : "away", "", $0.words] }
    }

    private func presence(of one: ParticipantStatus) -> String {
        guard let heardAt = one.heardAt else { return one.connected == true ? "connected" : "not seen yet" }
        let silence = Quantity.seconds(max(0, status.at.timestamp.seconds(since: heardAt.timestamp)))
        return one.connected == true ? "connected, heard \(silence) ago" : "silent for \(silence)"
    }

    private var lastLine: String? { last.map { "last: \($0.text)" } }

    private var model: String? {
        guard let model = status.model else { return nil }
        guard let loss = status.loss, let accuracy = status.accuracy else { return "model \(model.prefix(6))" }
        return "model \(model.prefix(6)) · newest measured: loss \(Quantity.decimals(loss)) accuracy "
            + Quantity.decimals(accuracy)
    }
}

extension ServerStatus.State {
    fileprivate var words: String {
        switch self {
        case .combining: "the sum is being opened"
        case .committing: "key holders commit to the sum"
        case .decrypting: "the sum is to be decrypted"
        case .finished: "finished"
        case .idle: "between rounds"
        case .opening: "key holders decrypt the sum"
        case .recruiting: "waiting for participants"
        case .stopping: "stopping"
        case .summing: "the contributions are added"
        case .training: "training"
        }
    }
}

extension ParticipantStatus.State {
    fileprivate var words: String {
        switch self {
        case .checking: "being checked"
        case .declined: "takes no part"
        case .idle: ""
        case .submitted, .training, .uploading: rawValue
        }
    }
}

extension HolderStatus {
    fileprivate var words: String {
        switch state {
        case .committed: "committed"
        case .dropped: "wrong, not asked again"
        case .idle: "holds one"
        case .shared: "shared \(shares)"
        }
    }
}
