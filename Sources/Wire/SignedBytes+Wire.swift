import Federation
import Foundation
import WireMessages

extension Grok_V1_SignedBytes {
    init(_ value: SignedBytes) {
        self.init()
        content = Data(value.content)
        signature = Data(value.signature)
    }
}

extension SignedBytes {
    init(_ value: Grok_V1_SignedBytes, of message: String) throws {
        try self.init(
            content: Array(value.content), signature: Field(message).signature(value.signature, "roster"))
    }
}
