import Foundation
import Testing

@testable import Mail
@testable import Mailboxes

/// What a model is given besides words.
@Suite struct FeatureTests {
    private struct Vector: Decodable {
        let text: String
        let stemsOfSubject: [UInt32]
        let stemsOfText: [UInt32]
        let openingsOfSubject: [UInt32]
        let openingsOfText: [UInt32]
    }

    @Test func rowsAgreeWithPython() throws {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("Vectors/tokens.json")
        let vectors = try JSONDecoder().decode([Vector].self, from: Data(contentsOf: file))
        #expect(vectors.count > 10)
        for vector in vectors {
            let again = "the same words again " + vector.text
            #expect(Tokenizer(.stems).features(subject: vector.text, text: again) == vector.stemsOfSubject)
            #expect(Tokenizer(.stems).features(subject: "Subject", text: vector.text) == vector.stemsOfText)
            #expect(Tokenizer(.openings).features(subject: vector.text, text: again) == vector.openingsOfSubject)
            #expect(Tokenizer(.openings).features(subject: "Subject", text: vector.text) == vector.openingsOfText)
        }
    }

    @Test func everyRowHasAName() {
        var generator = SplitMix64(seed: 7)
        let letters = Array("abçđ1日".unicodeScalars)
        let words = (0..<60).map { _ in
            String(String.UnicodeScalarView((0...generator.next() % 9).map { _ in letters[Int(generator.next() % 6)] }))
        }
        for featureSet in FeatureSet.allCases {
            for rows in [64, 1 << 16] {
                let tokenizer = Tokenizer(featureSet, maximumTokens: 40, rows: rows)
                let (subject, text) = (words[..<9].joined(separator: " "), words.joined(separator: ", "))
                let named = tokenizer.namedFeatures(subject: subject, text: text)
                var distinct: [UInt32] = []
                for (_, row) in named where !distinct.contains(row) { distinct.append(row) }
                #expect(distinct == tokenizer.features(subject: subject, text: text))
                #expect(named.allSatisfy { $0.row < rows })
                #expect(Set(named.map(\.feature)).count == named.count)
            }
        }
    }

    @Test func namesSayWhatTheyStandFor() {
        let named = Tokenizer(.stems).namedFeatures(subject: "Meetings", text: "meeting Ōsakaben the")
        #expect(
            named.map(\.feature.description) == [
                "meetings", "meet…", "subject:meetings", "meeting", "ōsakaben", "ōsak…", "the",
                "(words in the text: 2 to 3)", "(words in the subject: 1)", "(distinct words: 4 to 7)",
            ])
        #expect(Tokenizer().row(of: "meet") == named[1].row)
        // A word that is another's stem is the same row, and has one name.
        let shared = Tokenizer(.stems).namedFeatures(subject: "", text: "meet meeting").map(\.feature.description)
        #expect(shared.prefix(2) == ["meet", "meeting"] && shared.count == 5)
    }

    @Test func twentyWordsAreTheOpening() {
        let text = (1...25).map { "w\($0)" }.joined(separator: " ")
        let named = Tokenizer().namedFeatures(subject: "w3", text: text).map(\.feature)
        let openings = named.compactMap { feature -> String? in
            if case .opening(let word) = feature { word } else { nil }
        }
        #expect(openings == (1...20).filter { $0 != 3 }.map { "w\($0)" })
        #expect(MessageFeature.opening("w1").description == "opening:w1")
    }

    @Test func longMessagesWeighLess() {
        #expect(FeatureSet.words.scale(rows: 7) == 1)
        #expect(FeatureSet.stems.scale(rows: 100) == 1)
        #expect(FeatureSet.stems.scale(rows: 0) == FeatureSet.stems.scale(rows: 1))
        // Correctly rounded steps give these bits on every machine.
        let bits = [1, 2, 50, 333, 1000].map { FeatureSet.stems.scale(rows: $0).bitPattern }
        #expect(bits == [1, 2, 50, 333, 1000].map { FeatureSet.openings.scale(rows: $0).bitPattern })
        #expect(bits == [0x41FC_FB72, 0x4196_6C94, 0x3FD7_44FD, 0x3ECF_B33C, 0x3E36_1887])
    }
}
