import Foundation
import GrokAdmin
import Testing

@testable import GrokServer

/// `/metrics` in Prometheus's text format 0.0.4.
@Suite struct MetricsTests {
    private struct Sample {
        let name: String
        let labels: String
        let value: Double
    }

    private var lines: [String] { Views.site().text("/metrics").split(separator: "\n").map(String.init) }

    private func samples() throws -> [Sample] {
        try lines.filter { !$0.hasPrefix("#") }.map { line in
            let match = try #require(
                line.wholeMatch(of: /([a-z_:][a-z0-9_:]*)(?:\{((?:[a-z_]+="(?:[^"\\\n]|\\["\\n])*",?)+)\})? (\S+)/),
                "\(line)")
            let value = try #require(Double(match.output.3))
            return Sample(name: String(match.output.1), labels: String(match.output.2 ?? ""), value: value)
        }
    }

    /// The family of a sample: histograms have three kinds.
    private func family(_ name: String, _ types: [String: String]) -> String {
        for suffix in ["_bucket", "_sum", "_count"] where name.hasSuffix(suffix) {
            let family = String(name.dropLast(suffix.count))
            if types[family] == "histogram" { return family }
        }
        return name
    }

    @Test func everySampleHasAFamilyThatIsNamedByTheConventions() throws {
        var types: [String: String] = [:]
        for line in lines where line.hasPrefix("# TYPE ") {
            let words = line.split(separator: " ").map(String.init)
            #expect(types.updateValue(words[3], forKey: words[2]) == nil, "\(words[2]) stands twice")
            #expect(lines.contains { $0.hasPrefix("# HELP \(words[2]) ") })
            #expect((words[3] == "counter") == words[2].hasSuffix("_total"), "\(words[2])")
            #expect(words[2].hasPrefix("grok_") || words[2].hasPrefix("process_"))
        }
        for sample in try samples() { #expect(types[family(sample.name, types)] != nil, "\(sample.name)") }
        #expect(types["grok_round_phase_seconds"] == "histogram")
    }

    @Test func valuesAreTheViews() throws {
        let samples = try samples()
        func value(_ name: String, _ labels: String = "") -> Double? {
            samples.first { $0.name == name && $0.labels == labels }?.value
        }
        #expect(value("grok_rounds_published_total") == 3)
        #expect(value("grok_connections") == 2 && value("grok_bytes_in_flight") == 4096)
        #expect(value("grok_model_loss") == 0.25 && value("grok_model_accuracy_ratio") == 0.5)
        #expect(value("grok_state", #"state="training""#) == 1 && value("grok_state", #"state="opening""#) == 0)
        #expect(value("grok_participants", #"connected="false""#) == 1 && value("grok_participants_awaited") == 1)
        #expect(value("grok_rounds_ended_total", #"state="void""#) == 1)
        #expect(value("grok_round_phase_seconds_bucket", #"phase="sum",le="0.01""#) == 0)
        #expect(value("grok_round_phase_seconds_bucket", #"phase="sum",le="0.03""#) == 1)
        #expect(value("grok_round_phase_seconds_bucket", #"phase="sum",le="+Inf""#) == 1)
        #expect(value("grok_round_wait_seconds_sum", #"for="contributions""#) == 1.5)
        #expect(value("grok_events_total", #"event="odd\"name\\""#) == 1)
        #expect(try #require(value("process_resident_memory_bytes")) > 1e6)
        #expect(try #require(value("process_open_fds")) >= 3)
        let start = try #require(value("process_start_time_seconds"))
        #expect(start > 1_600_000_000 && start <= Date().timeIntervalSince1970 + 1)
    }

    /// deploy/grafana/grok.json asks for nothing that is not there.
    @Test func theDashboardUsesMetricsThatExist() throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(
            path: "../../deploy/grafana/grok.json")
        let data = try Data(contentsOf: file)
        let dashboard = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        let panels = try #require(dashboard["panels"] as? [[String: Any]])
        let targets = panels.flatMap { $0["targets"] as? [[String: Any]] ?? [] }
        let expressions = targets.compactMap { $0["expr"] as? String }
        #expect(expressions.count >= 10 && expressions.count == targets.count)
        let known = Set(try samples().map(\.name))
        for expression in expressions {
            let names = expression.matches(of: /\b(?:grok|process)_[a-z_]+/).map { String($0.output) }
            #expect(!names.isEmpty && known.isSuperset(of: names), "\(expression)")
        }
        #expect(Set(panels.compactMap { $0["id"] as? Int }).count == panels.count)
    }
}
