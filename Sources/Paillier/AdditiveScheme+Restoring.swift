extension AdditiveScheme {
    /// The sum of contributions whose ciphertexts were added up before: from the contributions' headers and the bytes of
    /// the sum's ciphertexts, as `body(of:)` wrote them.
    ///
    /// The headers are added up here. That the ciphertexts are the contributions' sum is somebody else's word.
    ///
    /// - Throws: as `decode(header:body:layout:)` does.
    public func sum(
        of headers: [ContributionHeader], ciphertexts: [UInt8], layout: BlockLayout
    ) throws -> EncryptedVector {
        let nothing = body(of: neutral(layout: layout))
        return try sum(
            of: headers.enumerated().map { index, header in
                try decode(header: header, body: index == 0 ? ciphertexts : nothing, layout: layout)
            }, layout: layout)
    }
}
