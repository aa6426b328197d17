import CommandSupport
import Foundation

/// What came of a load.
package struct LoadReport: Encodable, Sendable {
    /// Memory of the server, in bytes, and its descriptors.
    struct Footprint: Encodable, Sendable {
        /// Resident, before anybody connected, with everybody connected, and at its highest.
        var idleBytes = 0
        var connectedBytes = 0
        var peakBytes = 0
        /// What a connection costs.
        var bytesPerConnection = 0
        var connectedDescriptors = 0
    }

    /// How participants came back after an outage: seconds from the moment the server listened again.
    struct Return: Encodable, Sendable {
        let outageSeconds: Double
        let medianSeconds: Double
        let lastSeconds: Double
        /// Connections that were attempted meanwhile, and in the busiest second.
        let backWithinTwoSeconds: Int
        let busiestSecond: Int
    }

    /// One round under load.
    struct Round: Encodable, Sendable {
        /// Seconds from the release of all contributions to a participant's acknowledgement.
        let medianAcknowledged: Double
        let lastAcknowledged: Double
        /// Contributions verified and stored a second, on the clock.
        let perSecond: Double
        /// Contributions verified, stored and summed a second of the server's processor time.
        let perSecondAndCore: Double
        /// Processor seconds of the server until all were acknowledged.
        let acceptCPU: Double
        /// The server's resident memory when all were acknowledged, and the most until then, in bytes.
        let residentBytes: Int
        let peakBytes: Int
        /// Seconds from the last acknowledgement to the published model.
        let concludeSeconds: Double
        /// What the server itself says about its phases.
        var phases: [String: Double] = [:]
    }

    let participants: Int
    let parameters: Int
    let keyBits: Int
    let contributionBytes: Int
    var connectSeconds = 0.0
    var connectCPU = 0.0
    var memory = Footprint()
    var outage: Return?
    var alone: LoneCosts?
    var rounds: [Round] = []

    /// One line of JSON.
    package func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
}
