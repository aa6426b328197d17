/// What a round cost: bytes over all contributors together, seconds by phase.
package struct RoundStatistics: Equatable, Sendable {
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
    /// The server's own work in taking uploads in, up to their last byte.
    package var acceptSeconds = 0.0
    /// Making contributions, commits and shares durable.
    package var persistSeconds = 0.0
    /// The server's own work in opening the sum: checking shares and combining them.
    package var openSeconds = 0.0
    /// Hashing the contributions for the transcript, making it and the next model durable.
    package var publishSeconds = 0.0

    package init() {}
}

extension RoundStatistics: Codable {
    /// What an earlier version did not measure is zero.
    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        bytesIn = try values.decode(Int.self, forKey: .bytesIn)
        bytesOut = try values.decode(Int.self, forKey: .bytesOut)
        trainSeconds = try values.decode(Double.self, forKey: .trainSeconds)
        verifySeconds = try values.decode(Double.self, forKey: .verifySeconds)
        sumSeconds = try values.decode(Double.self, forKey: .sumSeconds)
        decryptSeconds = try values.decode(Double.self, forKey: .decryptSeconds)
        acceptSeconds = try values.decodeIfPresent(Double.self, forKey: .acceptSeconds) ?? 0
        persistSeconds = try values.decodeIfPresent(Double.self, forKey: .persistSeconds) ?? 0
        openSeconds = try values.decodeIfPresent(Double.self, forKey: .openSeconds) ?? 0
        publishSeconds = try values.decodeIfPresent(Double.self, forKey: .publishSeconds) ?? 0
    }
}
