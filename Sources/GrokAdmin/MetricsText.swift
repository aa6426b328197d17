import Federation
import GrokServer
import RoundStore

/// What `/metrics` answers.
enum MetricsText {
    static func render(_ view: ServerView, _ process: ProcessFigures) -> String {
        var text = Exposition()
        append(view.status, to: &text)
        append(view.meters, to: &text)
        text.metric("grok_connections", .gauge, help: "Open connections of participants.", Double(view.connections))
        text.metric(
            "grok_bytes_in_flight", .gauge, help: "Bytes received and not yet dealt with.", Double(view.bytesInFlight))
        text.metric(
            "grok_events_total", .counter, help: "Events of the log since the start, shown or not.", by: "event",
            view.events.sorted { $0.key < $1.key }.map { ($0.key, Double($0.value)) })
        append(process, to: &text)
        return text.text
    }

    private static func append(_ status: ServerStatus, to text: inout Exposition) {
        text.metric(
            "grok_rounds_published_total", .counter, help: "Training rounds published, all runs together.",
            Double(status.published))
        text.metric(
            "grok_rounds_wanted", .gauge, help: "Training rounds after which the federation is finished.",
            status.rounds.map(Double.init))
        text.metric(
            "grok_round", .gauge, help: "Number of the open round, 0 between rounds.",
            Double(status.round?.number ?? 0))
        text.metric(
            "grok_round_contributions", .gauge, help: "Contributions to the open round that are durable.",
            Double(status.round?.contributions ?? 0))
        text.metric(
            "grok_state", .gauge, help: "1 for what the server is doing.", by: "state",
            ServerStatus.State.shownByServer.map { ($0.rawValue, $0 == status.state ? 1 : 0) })
        text.metric(
            "grok_participants", .gauge, help: "Participants of the roster by whether they are connected.",
            by: "connected", counts(status))
        text.metric(
            "grok_participants_awaited", .gauge, help: "Key holders or contributors without whom it does not go on.",
            Double(status.waitingFor.count))
        text.metric(
            "grok_model_loss", .gauge, help: "Mean loss of the newest measured model on the held-out mail of all.",
            status.loss)
        text.metric(
            "grok_model_accuracy_ratio", .gauge,
            help: "Accuracy of the newest measured model on the held-out mail of all.", status.accuracy)
    }

    private static func counts(_ status: ServerStatus) -> [(String, Double)] {
        let connected = status.participants.count { $0.connected == true }
        return [("true", Double(connected)), ("false", Double(status.participants.count - connected))]
    }

    private static func append(_ meters: ServerMeters, to text: inout Exposition) {
        let ends: [RoundRecord.Phase] = [.abandoned, .evaluated, .published, .void]
        text.metric(
            "grok_rounds_ended_total", .counter, help: "Rounds that ended since the start, by how.", by: "state",
            ends.map { ($0.rawValue, Double(meters.ended[$0] ?? 0)) })
        text.metric(
            "grok_contribution_bytes_total", .counter, help: "Bytes of contributions to rounds that ended.",
            Double(meters.bytesIn))
        text.metric(
            "grok_served_bytes_total", .counter, help: "Bytes that participants fetched in rounds that ended.",
            Double(meters.bytesOut))
        text.histogram(
            "grok_round_phase_seconds", help: "The server's own work of a round, by phase.", by: "phase",
            ServerPhase.allCases.map { ($0.rawValue, meters.work[$0] ?? Histogram()) })
        text.histogram(
            "grok_round_wait_seconds", help: "How long a round waited for participants.", by: "for",
            [("contributions", meters.contributionWait), ("shares", meters.shareWait)])
    }

    /// The names that Prometheus's client libraries agree on.
    private static func append(_ process: ProcessFigures, to text: inout Exposition) {
        text.metric(
            "process_cpu_seconds_total", .counter, help: "User and system time.", process.cpuSeconds)
        text.metric(
            "process_resident_memory_bytes", .gauge, help: "Resident memory.", process.residentBytes)
        text.metric(
            "process_virtual_memory_bytes", .gauge, help: "Virtual memory.", process.virtualBytes)
        text.metric("process_open_fds", .gauge, help: "Open descriptors.", process.openDescriptors)
        text.metric("process_max_fds", .gauge, help: "Descriptors that may be open.", process.maximumDescriptors)
        text.metric(
            "process_start_time_seconds", .gauge, help: "When the process started, in seconds since 1970.",
            process.startSeconds)
    }
}

extension ServerStatus.State {
    /// What a running server can say; the others are the database's.
    fileprivate static let shownByServer = allCases.filter { $0 != .decrypting && $0 != .idle }
}
