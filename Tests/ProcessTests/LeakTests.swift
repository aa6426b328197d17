import Federation
import Foundation
import GrokProvision
import Testing

/// What one participant's mailbox leaves behind at the others: nothing that tells its words.
@Suite(.timeLimit(.minutes(20))) struct LeakTests {
    /// Words that stand in one mailbox and nowhere else.
    private static let canaries = ["kanarienvogelwort", "serinuscanariaterm"]

    /// The same mailbox with the canaries in every message.
    private func addCanaries(to site: Site) throws {
        let mail = String(decoding: try site.read("mail/alice.mbox"), as: UTF8.self)
        let words = Self.canaries.joined(separator: " ")
        let marked = mail.replacing("\nSubject: ", with: "\nSubject: \(words) ")
        try #require(marked != mail)
        try site.write(Array(marked.utf8), to: "mail/alice.mbox")
    }

    @Test func aParticipantsWordsReachNeitherTheServerNorAnotherParticipant() async throws {
        try await Site.with { site in
            try addCanaries(to: site)
            let server = try await site.startServer(rounds: 2, environment: ["GROK_KEEP_ROUNDS": "9"])
            let clients = try site.startClients(["alice", "bob", "sue"], port: server.port)
            // While the server has the contributions of a round in memory, or just had them.
            try await server.process.event("round.aggregated")
            let known = site.federation.server.federation.text
            #expect(try ProcessMemory.contains(known, in: server.process.identifier))
            for canary in Self.canaries {
                #expect(try !ProcessMemory.contains(canary, in: server.process.identifier))
            }
            try await site.expectFinished(clients, of: server)
            for folder in ["server", "bob", "sue"] { #expect(try filesWithCanaries(site, in: folder).isEmpty) }
            // Alice's own state has the model, which says nothing literally, and no mail either.
            #expect(try filesWithCanaries(site, in: "alice").isEmpty)
            for process in clients + [server.process] {
                let ending = await process.ending()
                for line in ending.output + ending.errors {
                    #expect(!Self.canaries.contains { line.contains($0) }, "\(line)")
                }
            }
        }
    }

    /// A search that never finds anything would show nothing.
    @Test func theSearchFindsWhatIsThere() async throws {
        try await Site.with { site in
            try addCanaries(to: site)
            #expect(try filesWithCanaries(site, in: "mail") == ["mail/alice.mbox"])
        }
    }

    /// What the server stores of a contribution has the same size whatever is in the mail.
    @Test func sizesDoNotDependOnTheMail() async throws {
        var sizes: [[String: Int]] = []
        for isMarked in [false, true] {
            try await Site.with { site in
                if isMarked { try addCanaries(to: site) }
                let server = try await site.startServer(rounds: 1, environment: ["GROK_KEEP_ROUNDS": "9"])
                let clients = try site.startClients(["alice", "bob", "sue"], port: server.port)
                try await site.expectFinished(clients, of: server)
                sizes.append(try contributionSizes(site))
            }
        }
        #expect(sizes[0] == sizes[1])
        let ofTraining = sizes[0].filter { $0.key.contains("000001") }
        #expect(ofTraining.count == 3 && Set(ofTraining.values).count == 1)
    }

    private func contributionSizes(_ site: Site) throws -> [String: Int] {
        let names = try files(site, in: "server").filter { $0.hasSuffix(".contribution") }
        return try Dictionary(uniqueKeysWithValues: names.map { ($0, try site.read($0).count) })
    }

    private func filesWithCanaries(_ site: Site, in folder: String) throws -> [String] {
        try files(site, in: folder).filter { name in
            let bytes = try site.read(name)
            return Self.canaries.contains { bytes.range(of: Data($0.utf8)) != nil }
        }
    }

    private func files(_ site: Site, in folder: String) throws -> [String] {
        let found = FileManager.default.enumerator(atPath: "\(site.path)/\(folder)")?.allObjects ?? []
        var isFolder: ObjCBool = false
        return found.compactMap { $0 as? String }.map { "\(folder)/\($0)" }.filter {
            FileManager.default.fileExists(atPath: "\(site.path)/\($0)", isDirectory: &isFolder) && !isFolder.boolValue
        }
    }
}
