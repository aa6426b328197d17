import Federation

/// What a federation's manifest means for whoever takes part, in plain words.
struct TrustStatement {
    let manifest: Manifest

    var text: String {
        (manifest.trustsServer ? singleKey : threshold) + "\n\n" + agreement
    }

    private var agreement: String {
        "\(manifest.quorum) of the \(manifest.holders.count) key holders have to agree on a sum before one of them helps to "
            + "decrypt it. " + tolerance
    }

    private var tolerance: String {
        switch manifest.toleratedHolders {
        case 0: "If one of them helps a cheating server, that one can get a second sum on the same model."
        case 1: "One of them may help a cheating server, and it still gets no second sum on the same model."
        case let count:
            "\(count) of them may help a cheating server, and it still gets no second sum on the same model."
        }
    }

    private var singleKey: String {
        "Single key: the kit of each key holder (\(names)) contains the whole secret key, so any of these kits opens any "
            + "ciphertext. The server has no key, but whoever has one of the kits and what the server receives can read "
            + "every single participant's update. Do not let the server's operator have such a kit."
    }

    private var threshold: String {
        "\(manifest.threshold) of the \(manifest.holders.count) key holders (\(names)) decrypt together; "
            + "fewer of them can read nothing, and the server has no share. Whoever ran this command could have kept the "
            + "whole key: it is trusted to have forgotten it."
    }

    private var names: String { manifest.holders.map(\.name.text).joined(separator: ", ") }
}
