import Glibc
import ProgramBasics

/// Where spam begins and ham ends, as log-odds; between the two a message is unsure.
package struct Thresholds: Equatable, Sendable {
    /// From here on a message is spam.
    package let spam: Float
    /// Below here a message is ham; at most `spam`.
    package let ham: Float

    /// The errors that a participant is ready to make.
    package struct Rates: Equatable, Sendable {
        /// Ham taken for spam, as a part of all ham.
        package var falsePositives = 0.001
        /// Spam taken for ham, as a part of all spam.
        package var falseNegatives = 0.01

        package init() {}
    }

    /// Where nothing is known of whose mail it is: a probability of 0.99 for spam, below 0.1 for ham.
    package static let standard = Thresholds(spam: logf(99), ham: -logf(9))

    /// Thresholds that keep to the rates on mail like that of the calibration; nil when there is too little of it.
    ///
    /// Where one threshold keeps to both rates nothing is unsure. Of several the one nearest to the standard for spam is
    /// taken: what little mail says of a tail is soon wrong, and ham taken for spam is the worse error. For the same reason
    /// nothing is spam that the model takes for ham.
    package init?(_ calibration: Calibration, rates: Rates) {
        let lowestHam = calibration.spam.reversed().map { -$0 }
        guard let spam = TailQuantile.value(exceededBy: rates.falsePositives, of: calibration.ham),
            let ham = TailQuantile.value(exceededBy: rates.falseNegatives, of: lowestHam).map({ -$0 })
        else { return nil }
        if ham <= spam {
            self.init(spam: max(spam, 0), ham: ham)
        } else {
            let both = min(max(Self.standard.spam, spam), ham)
            self.init(spam: max(both, 0), ham: both)
        }
    }

    private init(spam: Float, ham: Float) {
        (self.spam, self.ham) = (spam, ham)
    }

    /// What is said of a message of these log-odds.
    package func answer(logit: Float) -> Answer {
        if logit >= spam { return .spam }
        return logit < ham ? .ham : .unsure
    }

    /// `spam from log-odds +7.3, ham below -0.8`: as probabilities both would often be 1.
    package var description: String {
        "spam from log-odds \(Self.signed(spam)), ham below \(Self.signed(ham))"
    }

    private static func signed(_ logit: Float) -> String {
        (logit < 0 ? "" : "+") + Quantity.fixed(Double(logit), places: 1)
    }
}
