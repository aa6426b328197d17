import Testing

@testable import Federation

@Suite struct AggregationTests {
    @Test func averagingAddsTheMean() {
        #expect(FederatedAveraging().apply(mean: [0.5, -1, 0], to: [1, 1, 1]) == [1.5, 0, 1])
        #expect(FederatedAveraging().name == "fedavg")
    }

    @Test func aMeanOfAnotherModelStopsTheProgram() async {
        await #expect(processExitsWith: .failure) { _ = FederatedAveraging().apply(mean: [1], to: [1, 2]) }
    }

    @Test func figuresAreOfTheHeldOutExamples() {
        var totals = MetricTotals(
            weightUnits: 1, heldOutExamples: 200, truePositives: 90, falsePositives: 4, falseNegatives: 6, lossSum: 25,
            clippedComponents: 0)
        #expect(totals.accuracy == 0.95)
        #expect(totals.loss == 0.125)
        totals.heldOutExamples = 0
        #expect(totals.accuracy == nil)
        #expect(totals.loss == nil)
    }
}
