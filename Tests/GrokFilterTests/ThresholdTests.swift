import Learning
import Primitives
import Testing

@testable import GrokFilter

/// Thresholds by held-out mail.
@Suite struct ThresholdTests {
    private func calibration(ham: [Float], spam: [Float]) -> Calibration {
        // A model of one word, whose weight is 1: a message's log-odds are its scale.
        var model = SpamModel(rows: 2)
        model.parameters[0] = 1
        let heldOut =
            ham.map { SparseExample(features: [0], scale: $0, label: false) }
            + spam.map { SparseExample(features: [0], scale: $0, label: true) }
        return Calibration(model, digest: Digest(sha256: [1]), heldOut: heldOut)
    }

    private func normal(_ count: Int, around mean: Float, seed: UInt64) -> [Float] {
        var generator = SeededGenerator(seed: seed)
        return (0..<count).map { _ in mean + Float(generator.normal()) }
    }

    @Test func whereThereIsEnoughTheSampleDecides() throws {
        let calibration = calibration(ham: (0..<1000).map(Float.init), spam: (1000..<2000).map(Float.init))
        var rates = Thresholds.Rates()
        (rates.falsePositives, rates.falseNegatives) = (0.02, 0.3)
        let thresholds = try #require(Thresholds(calibration, rates: rates))
        // One threshold keeps to both: the least that takes 20 of 1000.
        #expect(thresholds.spam == Float(979).nextUp && thresholds.ham == thresholds.spam)
        #expect(calibration.ham.count { thresholds.answer(logit: $0) == .spam } == 20)
    }

    /// Beyond the sample the tail decides: on new mail of the same kind the rate is about the wanted one, for most who
    /// ask, and for none of them far above it.
    @Test func aSmallRateHoldsOnNewMail() throws {
        var rates = Thresholds.Rates()
        rates.falsePositives = 0.002
        let found = try (0..<41).map { (seed: UInt64) in
            let calibration = calibration(
                ham: normal(200, around: -3, seed: seed), spam: normal(200, around: -1, seed: seed + 1000))
            let thresholds = try #require(Thresholds(calibration, rates: rates))
            let fresh = normal(20_000, around: -3, seed: seed + 2000)
            return Double(fresh.count { $0 >= thresholds.spam }) / 20_000
        }.sorted()
        #expect((0.001...0.004).contains(found[20]) && found[40] < 0.02, "\(found)")
    }

    /// Quantiles as tables of the normal distribution have them.
    @Test(arguments: [
        (0.5, 0), (0.1, 1.281_551_565_545), (0.001, 3.090_232_306_168), (0.9, -1.281_551_565_545),
        (1e-9, 5.997_807_015_008),
    ])
    func quantilesOfTheNormalDistribution(probability: Double, quantile: Double) {
        #expect(abs(TailQuantile.upperNormalQuantile(probability) - quantile) < 1e-9)
    }

    @Test func aSmallerRateWantsMore() throws {
        let calibration = calibration(
            ham: normal(300, around: -1, seed: 1), spam: normal(300, around: 1, seed: 2))
        var last = -Float.infinity
        for rate in [0.3, 0.1, 0.03, 0.01, 0.001, 0.000_01] {
            var rates = Thresholds.Rates()
            (rates.falsePositives, rates.falseNegatives) = (rate, rate)
            let thresholds = try #require(Thresholds(calibration, rates: rates))
            #expect(thresholds.ham <= thresholds.spam)
            // Where both rates are easily kept the threshold is the standard's, or near to it.
            guard thresholds.ham < thresholds.spam else { continue }
            #expect(thresholds.spam >= last)
            last = thresholds.spam
        }
        let strict = try #require(Thresholds(calibration, rates: Thresholds.Rates()))
        #expect(strict.answer(logit: 0) == .unsure)
        #expect(strict.answer(logit: strict.spam) == .spam && strict.answer(logit: strict.spam.nextDown) == .unsure)
        #expect(strict.answer(logit: strict.ham) == .unsure && strict.answer(logit: strict.ham.nextDown) == .ham)
    }

    /// Held-out mail says that one threshold far below even odds would do; the model says otherwise.
    @Test func whatTheModelTakesForHamIsNoSpam() throws {
        let calibration = calibration(
            ham: normal(20, around: -9, seed: 1), spam: normal(20, around: 1, seed: 2))
        let thresholds = try #require(Thresholds(calibration, rates: Thresholds.Rates()))
        #expect(thresholds.ham < 0 && thresholds.spam == 0, "\(thresholds)")
        #expect(thresholds.answer(logit: -0.1) == .unsure && thresholds.answer(logit: 0) == .spam)
        let wide = self.calibration(ham: normal(200, around: -9, seed: 3), spam: normal(200, around: -6, seed: 4))
        let apart = try #require(Thresholds(wide, rates: Thresholds.Rates()))
        #expect(apart.spam == 0 && apart.ham < -6, "\(apart)")
    }

    @Test func thresholdsAreSaidAsLogOdds() throws {
        let calibration = calibration(ham: (0..<1000).map { Float($0) - 1990 }, spam: (0..<1000).map(Float.init))
        var rates = Thresholds.Rates()
        (rates.falsePositives, rates.falseNegatives) = (0.1, 0.1)
        #expect(
            Thresholds.standard.description == "spam from log-odds +4.6, ham below -2.2"
                && Thresholds(calibration, rates: rates)?.description == "spam from log-odds +4.6, ham below +4.6")
    }

    @Test func tooLittleMailDecidesNothing() {
        let few = normal(10, around: 0, seed: 1), many = normal(100, around: 0, seed: 2)
        #expect(Thresholds(calibration(ham: few, spam: many), rates: Thresholds.Rates()) == nil)
        #expect(Thresholds(calibration(ham: many, spam: few), rates: Thresholds.Rates()) == nil)
        #expect(Thresholds(calibration(ham: [], spam: []), rates: Thresholds.Rates()) == nil)
        #expect(
            Thresholds(calibration(ham: [Float](repeating: 1, count: 50), spam: many), rates: .init())?.spam
                == Float(1).nextUp)
    }

    @Test func aCalibrationIsReadBackAndNothingElse() throws {
        let calibration = calibration(ham: [3, -1, 2], spam: [4])
        #expect(calibration.ham == [-1, 2, 3])
        let bytes = try calibration.encoded()
        #expect(try Calibration(decoding: bytes) == calibration)
        #expect(throws: (any Error).self) { try Calibration(decoding: Array(bytes.dropLast())) }
        #expect(throws: (any Error).self) { try Calibration(decoding: ModelFile.initial(ModelSpecification(rows: 16))) }
    }
}
