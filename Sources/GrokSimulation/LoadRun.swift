package import CommandSupport
import Federation
import Foundation
import GrokProvision
import GrokServer
import Paillier
import PaillierSecret
import Primitives
import Transport

/// Puts a load on a server, step by step, and measures it.
package final class LoadRun {
    private let options: LoadOptions
    private let progress: ProgressLine
    private let folder: String

    /// - Throws: ``SimulationError/argument(_:)``.
    package init(_ options: LoadOptions, progress: ProgressLine) throws {
        try options.validate()
        self.options = options
        self.progress = progress
        folder = FileManager.default.temporaryDirectory.appending(path: "grok-simulate-\(UUID().uuidString)").path()
    }

    /// Runs it to its end; nothing of it stays on the disk.
    package func run() throws -> LoadReport {
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        defer { try? FileManager.default.removeItem(atPath: folder) }
        DescriptorLimit.raise()
        let community = try Community(options) { [progress] in
            progress.update("making the key: \($0.primesFound) of \($0.primesWanted) primes found")
        }
        var report = try LoadReport(community, options)
        if !options.connectOnly {
            progress.update("measuring the server's steps alone")
            _ = community.scheme.prepareEncryption()
            report.alone = try LoneCosts(community, folder: folder)
        }
        try community.provisioned.server.serialized().withUnsafeBytes {
            try AtomicFile.write(Array($0), to: "\(folder)/server.kit")
        }
        chmod("\(folder)/server.kit", 0o600)
        let server = ServerProcess(options, folder: folder)
        try server.start()
        defer { server.kill() }
        let fleet = try Fleet(community, port: server.port)
        defer { fleet.stop() }
        try measure(server, fleet, &report)
        progress.finish()
        return report
    }

    private func measure(_ server: ServerProcess, _ fleet: Fleet, _ report: inout LoadReport) throws {
        try connect(server, fleet, &report)
        if let seconds = options.outageSeconds { report.outage = try outage(of: seconds, server, fleet) }
        if !options.connectOnly {
            fleet.jobs.begin()
            let sum = report.alone?.sum.cpu ?? 0
            for number in 1...options.rounds { report.rounds.append(try round(number, server, fleet, sum: sum)) }
            let phases = try server.seconds()
            for (index, phase) in phases.enumerated() where index < report.rounds.count {
                report.rounds[index].phases = phase
            }
        }
        report.memory.peakBytes = max(report.memory.peakBytes, server.usage?.peakResidentBytes ?? 0)
    }

    private func connect(_ server: ServerProcess, _ fleet: Fleet, _ report: inout LoadReport) throws {
        let (before, start) = (server.usage, Timeline.now)
        fleet.start()
        try wait(for: "everybody to connect", server, fleet) { fleet.timeline.count(.connected) }
        report.connectSeconds = Timeline.now - start
        guard let before, let after = server.usage else { return try server.check() }
        report.connectCPU = after.cpuSeconds - before.cpuSeconds
        report.memory.idleBytes = before.residentBytes
        report.memory.connectedBytes = after.residentBytes
        report.memory.bytesPerConnection = (after.residentBytes - before.residentBytes) / fleet.count
        report.memory.connectedDescriptors = after.descriptors
        report.memory.peakBytes = after.peakResidentBytes
    }

    private func outage(of seconds: Double, _ server: ServerProcess, _ fleet: Fleet) throws -> LoadReport.Return {
        server.kill()
        fleet.timeline.forget(.connected)
        progress.update("the server is away")
        Thread.sleep(forTimeInterval: seconds)
        try server.start()
        let start = Timeline.now
        try wait(for: "everybody to come back", server, fleet) { fleet.timeline.count(.connected) }
        let back = fleet.timeline.moments(of: .connected).values.map { $0 - start }.sorted()
        return LoadReport.Return(
            outageSeconds: seconds, medianSeconds: back[back.count / 2], lastSeconds: back[back.count - 1],
            backWithinTwoSeconds: back.count { $0 <= 2 },
            busiestSecond: Dictionary(grouping: back) { Int($0) }.values.map(\.count).max() ?? 0)
    }

    /// Everybody prepares; then all upload at once.
    private func round(
        _ number: Int, _ server: ServerProcess, _ fleet: Fleet, sum: Double
    ) throws -> LoadReport.Round {
        let (timeline, all) = (fleet.timeline, fleet.count)
        try wait(for: "round \(number): everybody to prepare", server, fleet) { fleet.jobs.heldCount }
        timeline.forget(.acknowledged)
        timeline.forget(.published)
        let (before, start) = (server.usage?.cpuSeconds ?? 0, Timeline.now)
        fleet.jobs.release()
        try wait(for: "round \(number): everybody's acknowledgement", server, fleet) { timeline.count(.acknowledged) }
        let acknowledged = timeline.moments(of: .acknowledged).values.map { $0 - start }.sorted()
        let usage = server.usage
        let accept = (usage?.cpuSeconds ?? 0) - before
        let last = Timeline.now
        try wait(for: "round \(number) to be published", server, fleet) { timeline.count(.published) }
        return LoadReport.Round(
            medianAcknowledged: acknowledged[all / 2], lastAcknowledged: acknowledged[all - 1],
            perSecond: Double(all) / acknowledged[all - 1],
            perSecondAndCore: Double(all) / (accept + sum * Double(all)), acceptCPU: accept,
            residentBytes: usage?.residentBytes ?? 0, peakBytes: usage?.peakResidentBytes ?? 0,
            concludeSeconds: Timeline.now - last)
    }

    /// - Throws: ``SimulationError`` when the server ends, a participant leaves, or nothing happens for minutes.
    private func wait(
        for what: String, _ server: ServerProcess, _ fleet: Fleet, _ count: () -> Int
    ) throws {
        var (seen, since) = (0, Timeline.now)
        while seen < fleet.count {
            try server.check()
            if let departure = fleet.timeline.departure { throw departure }
            let now = count()
            if now > seen { (seen, since) = (now, Timeline.now) }
            if Timeline.now - since > Self.patience { throw SimulationError.timedOut(what) }
            progress.update(what, seen, of: fleet.count)
            usleep(5_000)
        }
    }

    /// Seconds without any progress.
    private static let patience = 180.0
}

extension LoadReport {
    fileprivate init(_ community: Community, _ options: LoadOptions) throws {
        let manifest = community.manifest.content
        let federation = try ServerFederation(
            manifest: community.manifest, roster: community.provisioned.roster,
            signingKey: community.provisioned.server.signingKey, scheme: community.scheme)
        let layout = federation.codec.layout(of: .training)
        let scheme = community.scheme
        self.init(
            participants: options.participants, parameters: ModelFile.parameterCount(manifest.model),
            keyBits: options.keyBits,
            contributionBytes: scheme.headerByteCount(layout: layout) + scheme.bodyByteCount(layout: layout))
    }
}
