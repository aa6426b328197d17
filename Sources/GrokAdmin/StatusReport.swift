import CommandSupport
import Federation
import Foundation
import GrokServer
import RoundStore

/// What `grok-server status` says: how the server stands, and the last round.
package struct StatusReport: Encodable {
    let status: ServerStatus
    let last: RoundReport?
    /// Why something is not known; nil when the server itself was asked.
    let note: String?

    private enum CodingKeys: String, CodingKey {
        case last, note
    }

    /// Asks the running server if it can be asked, otherwise its state directory.
    ///
    /// - Throws: ``StoreError`` when there is no state.
    package init(directory: String) throws {
        let history = try SQLiteServerHistory(at: directory)
        let snapshot = try history.snapshot()
        let ended = snapshot.lastRound - (snapshot.open == nil ? 0 : 1)
        let slice = try history.rounds(after: max(0, ended - 1))
        let newest = slice.rounds.first { $0.conclusion != nil }
        let address = AdminAddress.read(in: directory)
        let told = address.flatMap(StatusFetch.status)
        let now = Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1000))
        status = told ?? ServerStatus(snapshot, last: newest, federation: Self.federation(in: directory), at: now)
        last = RoundReport.reports(of: slice, total: told?.rounds).first { _ in newest != nil }
        note = told == nil ? Self.note(address) : nil
    }

    init(_ status: ServerStatus, last: RoundReport?, note: String?) {
        self.status = status
        self.last = last
        self.note = note
    }

    /// One line.
    package var json: String { String(decoding: JSON.encode(self), as: UTF8.self) }

    /// The members of the status, and beside them the last round.
    package func encode(to encoder: any Encoder) throws {
        try status.encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encodeIfPresent(last, forKey: .last)
        try container.encodeIfPresent(note, forKey: .note)
    }

    private static func note(_ address: HostPort?) -> String {
        guard let address else {
            return "who is connected is not known: the server does not run, or runs without --admin"
        }
        return "the server does not answer at \(address); this is what its state directory says"
    }

    /// Whose directory it is, as the server wrote it down.
    private static func federation(in directory: String) -> String? {
        let owner = try? String(contentsOfFile: "\(directory)/owner", encoding: .utf8)
        return owner.flatMap { KitIdentity(uri: $0.trimmingCharacters(in: .whitespacesAndNewlines)) }?.federation.text
    }
}
