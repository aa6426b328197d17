package import CommandSupport
package import GrokFilter
import Sysexits

extension NewestModel {
    /// The kit whose participant's model is meant, where nothing else says which.
    ///
    /// - Throws: ``CommandFailure`` when there is none, with the other ways to name a model.
    package static func kit(at location: KitLocation) throws -> String {
        do {
            return try location.find()
        } catch CommandError.kitNotFound(let tried) {
            throw CommandFailure(
                .usage,
                "no model: name one with --model FILE, or whose it is with --state DIR or --kit FILE; there is no "
                    + "participant's model on this machine, and no kit at \(tried.joined(separator: " or "))")
        }
    }
}
