import BigNumber
import Foundation
import Paillier
import Testing

@Suite struct SingleKeyParametersTests {
    private func decode(_ text: String) throws -> SchemeParameters {
        try JSONDecoder().decode(SchemeParameters.self, from: Data(text.utf8))
    }

    private func refusal(_ modulus: BigInteger, _ maskBase: BigInteger? = nil, insecure: Bool = true) -> String? {
        do {
            _ = try SingleKeyParameters(modulus: modulus, maskBase: maskBase, allowingInsecureKey: insecure)
            return nil
        } catch PaillierError.parametersInvalid(_, let reason) {
            return reason
        } catch {
            return "another error: \(error)"
        }
    }

    @Test("short keys are refused unless it is said that they may be insecure")
    func insecureKeys() throws {
        let keys = try VectorFile.python().keys
        #expect(refusal(keys[0].n, insecure: false)?.contains("512 bits, which is not secure") == true)
        #expect(refusal(keys[0].n) == nil)
        #expect(refusal(keys[2].n, insecure: false) == nil)
        let n = keys[0].n.hex
        #expect(throws: PaillierError.self) { try decode(#"{"name":"paillier-single","n":"\#(n)"}"#) }
        _ = try decode(#"{"name":"paillier-single","n":"\#(n)","insecureKeyBits":true}"#)
    }

    @Test("moduli that are not the product of two odd primes are refused where it shows")
    func moduli() throws {
        let key = try VectorFile.python().keys[0]
        let prime = (BigInteger(1) << 521) - 1
        for n in [key.n * 2, key.p * key.p, key.p * key.p * key.p, prime, key.n + 1] {
            #expect(refusal(n)?.contains("product of two odd primes") == true, "\(n)")
        }
        for n in [0, 1, -key.n, BigInteger(77), (BigInteger(1) << 16384) + 1] {
            #expect(refusal(n) != nil, "\(n)")
        }
    }

    @Test("an h outside the group of masks is refused where it shows")
    func maskBases() throws {
        let key = try VectorFile.python().keys[0]
        let square = key.n * key.n
        for h in [0, 1, square, square + 4, -4] { #expect(refusal(key.n, h)?.contains("between") == true, "\(h)") }
        #expect(refusal(key.n, key.p) != nil)
        #expect(refusal(key.n, square - 4) == nil)
        let nonResidue = (2..<100).map { BigInteger($0) }.first { $0.jacobiSymbol(over: key.n) == -1 }
        #expect(nonResidue != nil && refusal(key.n, nonResidue) != nil)
        let unlike = (0..<1000).lazy.map { key.q + BigInteger(4 * $0 + 2) }.first(where: \.isProbablyPrime)
        #expect(refusal(key.p * (try #require(unlike)), 4)?.contains("3 modulo 4") == true)
    }

    @Test(
        "parameters that make no sense are refused",
        arguments: [
            "{}", "[]", #"{"name":"rot13"}"#, #"{"name":"none"}"#, #"{"name":"none","plaintextBits":0}"#,
            #"{"name":"none","plaintextBits":100000}"#, #"{"name":"none","plaintextBits":"9"}"#,
            #"{"name":"paillier-single"}"#, #"{"name":"paillier-single","n":77}"#,
            #"{"name":"paillier-single","n":"-4d","insecureKeyBits":true}"#,
            #"{"name":"paillier-single","n":"","insecureKeyBits":true}"#,
        ])
    func nonsense(text: String) {
        #expect(throws: (any Error).self) { try decode(text) }
    }

    @Test("an error is one clear line")
    func errors() throws {
        let key = try VectorFile.python().keys[0]
        let error = #expect(throws: PaillierError.self) { try SingleKeyParameters(modulus: key.n, maskBase: nil) }
        #expect(
            error?.description
                == "parameters of paillier-single: n has 512 bits, which is not secure; at least 2048 are needed")
    }
}
