import Testing

@testable import Transport

@Suite struct AdmissionTests {
    private func admission(total: Int = 100, unauthenticated: Int = 10, fromAddress: Int = 3) -> Admission {
        var limits = AdmissionLimits()
        limits.total = total
        limits.unauthenticated = unauthenticated
        limits.unauthenticatedFromAddress = fromAddress
        return Admission(limits)
    }

    @Test func anAddressHasSoManyUnauthenticatedConnections() {
        var admission = admission()
        for _ in 0..<3 { #expect(admission.admit(from: [1]) == nil) }
        #expect(admission.admit(from: [1]) == .unauthenticatedFromAddress)
        #expect(admission.admit(from: [2]) == nil)
        admission.settle(from: [1])
        #expect(admission.admit(from: [1]) == nil)
    }

    @Test func authenticatedConnectionsFromOneAddressAreNotLimited() {
        var admission = admission()
        for _ in 0..<50 {
            #expect(admission.admit(from: [1]) == nil)
            admission.settle(from: [1])
        }
        #expect(admission.total == 50)
    }

    @Test func allUnauthenticatedConnectionsTogetherAreLimited() {
        var admission = admission()
        for address in 0..<10 { #expect(admission.admit(from: [UInt8(address)]) == nil) }
        #expect(admission.admit(from: [99]) == .unauthenticated)
    }

    @Test func allConnectionsTogetherAreLimited() {
        var admission = admission(total: 5)
        for _ in 0..<5 {
            #expect(admission.admit(from: [1]) == nil)
            admission.settle(from: [1])
        }
        #expect(admission.admit(from: [1]) == .total)
        admission.remove()
        #expect(admission.admit(from: [1]) == nil)
    }
}
