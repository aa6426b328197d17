import Glibc

/// The logistic function and its loss, computed so that no logit overflows or cancels.
enum Logistic {
    /// 1 / (1 + e⁻ᶻ), by the form whose exponential is at most 1.
    static func probability(logit z: Float) -> Float {
        let decay = exp(-abs(z))
        return (z < 0 ? decay : 1) / (1 + decay)
    }

    /// The binary cross-entropy −y log σ(z) − (1 − y) log(1 − σ(z)) = max(z, 0) − z y + log(1 + e^−|z|), in nats.
    static func loss(logit z: Float, label: Bool) -> Float {
        max(z, 0) - (label ? z : 0) + log1p(exp(-abs(z)))
    }
}
