/// What a round cost: bytes over all contributors together, seconds by phase.
package struct RoundStatistics: Codable, Equatable, Sendable {
    /// Bytes that the contributors uploaded.
    package var bytesIn = 0
    /// Bytes that participants and holders fetched.
    package var bytesOut = 0
    /// From the opening to the freezing of the contributors.
    package var trainSeconds = 0.0
    /// Checking the contributions.
    package var verifySeconds = 0.0
    /// Summing the ciphertexts.
    package var sumSeconds = 0.0
    /// From the sum to the opened plaintexts.
    package var decryptSeconds = 0.0

    package init() {}
}
