import Federation

/// What a federation's manifest means for whoever takes part, in plain words.
struct TrustStatement {
    let manifest: Manifest

    var text: String {
        manifest.trustsServer ? singleKey : threshold
    }

    private var singleKey: String {
        "Single key: the kit of each key holder (\(names)) contains the whole secret key, so any of these kits opens any "
            + "ciphertext. The server has no key, but whoever has one of the kits and what the server receives can read "
            + "every single participant's update. Do not let the server's operator have such a kit."
    }

    private var threshold: String {
        "\(manifest.threshold) of the \(manifest.holders.count) key holders (\(names)) decrypt together; "
            + "fewer of them can read nothing."
    }

    private var names: String { manifest.holders.map(\.name.text).joined(separator: ", ") }
}
