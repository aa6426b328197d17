import Foundation
import Primitives
import Testing

@testable import Mail
@testable import Mailboxes

@Suite struct SplitTests {
    private func item(
        _ label: MailLabel, owner: String, number: Int, content: String? = nil
    ) -> MailSplit.Item {
        let content = content ?? "\(label) \(owner) \(number)"
        return MailSplit.Item(
            label: label, owner: owner, number: number, date: nil, content: Digest(sha256: Array(content.utf8)))
    }

    private var items: [MailSplit.Item] {
        let ham = (0..<100).map { item(.ham, owner: $0 < 70 ? "enron1" : "enron5", number: 1_000 - $0) }
        let spam = (0..<50).map { item(.spam, owner: $0 < 20 ? "enron1" : "enron5", number: $0) }
        return ham + spam
    }

    @Test func testsAFifthOfEachClassAndDealsTheRestEvenly() {
        let split = MailSplit(items, participants: 3, seed: 0)
        func count(_ place: MailSplit.Place, _ label: MailLabel) -> Int {
            zip(items, split.places).count { $0.label == label && $1 == place }
        }
        #expect(count(.test, .ham) == 20)
        #expect(count(.test, .spam) == 10)
        #expect((0..<3).map { count(.participant($0), .ham) } == [27, 27, 26])
        #expect((0..<3).map { count(.participant($0), .spam) } == [14, 13, 13])
    }

    @Test func byTimeTheLatestOfEachOwnerAndClassAreTested() {
        let split = MailSplit(items, participants: 3, seed: 0, testSet: .time)
        #expect(split == MailSplit(items, participants: 3, seed: 9, testSet: .time))
        let tested = zip(items, split.places).filter { $0.1 == .test }.map(\.0)
        func numbers(_ label: MailLabel, _ owner: String) -> [Int] {
            tested.filter { $0.label == label && $0.owner == owner }.compactMap(\.number).sorted()
        }
        #expect(numbers(.ham, "enron1") == Array(987...1_000))
        #expect(numbers(.ham, "enron5") == Array(925...930))
        #expect(numbers(.spam, "enron1") == Array(16...19))
        #expect(numbers(.spam, "enron5") == Array(44...49))
        #expect(split.places.count { $0 == .participant(0) } == 41)
    }

    @Test func runsFollowOwnerAndNumber() {
        let split = MailSplit(items, participants: 3, seed: 5)
        for label in MailLabel.allCases {
            let dealt = zip(items, split.places).filter { $0.0.label == label }.compactMap { item, place in
                if case .participant(let index) = place { (item, index) } else { nil }
            }
            let ordered = dealt.sorted { ($0.0.owner, $0.0.number ?? 0) < ($1.0.owner, $1.0.number ?? 0) }
            #expect(ordered.map(\.1) == ordered.map(\.1).sorted())
        }
    }

    @Test func theSeedDecides() {
        #expect(MailSplit(items, participants: 2, seed: 1) == MailSplit(items, participants: 2, seed: 1))
        #expect(MailSplit(items, participants: 2, seed: 1) != MailSplit(items, participants: 2, seed: 2))
    }

    @Test func noTestedTextIsTrainedOn() {
        let copies =
            items + (0..<100).map { item(.ham, owner: "x", number: $0, content: "ham enron1 \(1_000 - $0 % 70)") }
        let split = MailSplit(copies, participants: 3, seed: 0)
        let tested = Set(zip(copies, split.places).filter { $0.1 == .test }.map(\.0.content))
        for (item, place) in zip(copies, split.places) {
            switch place {
            case .duplicateOfTest: #expect(tested.contains(item.content))
            case .participant: #expect(!tested.contains(item.content))
            case .test: break
            }
        }
        #expect(split.places.contains(.duplicateOfTest))
    }

    @Test func fewMessagesAreEnough() {
        #expect(MailSplit([], participants: 3, seed: 0).places == [])
        #expect(MailSplit([item(.ham, owner: "a", number: 1)], participants: 3, seed: 0).places == [.participant(0)])
    }

    @Test func writesAnMboxForEach() throws {
        let folder = try TemporaryFolder()
        for index in 0..<30 {
            let label = index % 3 == 0 ? "spam" : "ham"
            try folder.write("set/\(label)/\(index).txt", "Subject: s\(index)\nbody \(index)\nFrom ü\n")
        }
        try folder.write("set/other.eml", "Subject: no label\n\nx\n")
        let splitter = try MailSplitter(participants: ["bob", "alice"])
        let report = try splitter.split([folder.path + "/set"], into: folder.path + "/out/deep")
        #expect(
            report.files.map { ($0.path as NSString).lastPathComponent } == ["bob.mbox", "alice.mbox", "test.mbox"])
        #expect(report.files.map(\.labels) == [[.ham: 8, .spam: 4], [.ham: 8, .spam: 4], [.ham: 4, .spam: 2]])
        #expect(report.summary.unlabelled == 1)
        let back = try report.files.map { try readAll($0.path).messages }
        #expect(back.map(\.count) == [12, 12, 6])
        #expect(Set(back.joined().map(\.text)) == Set((0..<30).map { "body \($0)\nFrom ü" }))
        let first = try Data(contentsOf: URL(fileURLWithPath: report.files[0].path))
        let again = try splitter.split([folder.path + "/set"], into: folder.path + "/again")
        #expect(try Data(contentsOf: URL(fileURLWithPath: again.files[0].path)) == first)
    }

    @Test(arguments: [[], [""], ["bob", "Bob"], ["test"], ["a/b"], ["-x"], ["ä"]])
    func namesMustBeNames(_ names: [String]) {
        #expect(throws: MailError.self) { try MailSplitter(participants: names) }
    }

    @Test func mailWithoutLabelsIsAnError() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("a.eml", "Subject: x\n\ny\n")
        #expect(throws: MailError.noLabels(paths: [path])) {
            try MailSplitter(participants: ["bob"]).split([path], into: folder.path + "/out")
        }
    }

    @Test(.needsEnron) func splitsEnron() throws {
        let folder = try TemporaryFolder()
        let report = try MailSplitter(participants: ["bob", "alice", "sue"]).split(Enron.archives, into: folder.path)
        #expect(report.files.last?.labels == [.ham: 827, .spam: 828])
        let trained = report.files.dropLast().map { $0.labels.values.reduce(0, +) }
        #expect(trained.reduce(0, +) + report.duplicatesOfTest + 827 + 828 == 8_277)
        #expect(trained.allSatisfy { (2_000...2_207).contains($0) })
        #expect(
            report.files.map(\.owners) == [
                ["enron1", "enron5"], ["enron1", "enron5"], ["enron1", "enron5"], ["enron1", "enron5"],
            ])
    }
}
