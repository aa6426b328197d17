/// Frames a line a field: hexadecimal bytes (`11*32` is 32 times 11) and what they say, written by hand from
/// proto/grok/v1/grok.proto and the encoding of protocol buffers (varints, length-delimited fields, 64-bit doubles).
enum HexFixture {
    static let hello = """
        0a 5a  # hello
          08 01  # protocol = 1
          12 0f 6f 66 66 69 63 65 2d 30 61 31 62 32 63 33 64  # federation
          1a 20 11*32  # manifest, 32 bytes
          20 ac 02  # roster_number = 300
          2a 20 22*32  # model
        """

    static let fetch = """
        12 26  # fetch
          0a 20 33*32  # digest
          10 80 80 10  # offset = 262144
        """

    static let share = """
        22 91 01  # share
          0a 20 44*32  # sum
          10 03  # holder = 3
          1a 04 00 05 ac 02  # blocks = 0, 5, 300, packed
          20 80 08  # payload_bytes = 1024
          2a 20 55*32  # payload
          32 40 66*64  # signature, 64 bytes
        """

    static let commit = """
        3a bc 01  # commit
          0a 20 11*32  # announcement
          12 20 22*32  # base_model
          1a 20 44*32  # sum
          20 03  # holder = 3
          2a 10 77*16  # instance, 16 bytes
          32 40 66*64  # signature, 64 bytes
        """

    static let chunk = """
        42 2b  # chunk
          0a 20 33*32  # digest
          10 07  # offset = 7
          18 0a  # total = 10
          22 03 aa bb cc  # content
        """

    static let rejection = """
        8a 01 20  # rejection
          08 04  # code = CODE_NOT_IN_ROSTER
          12 1c 6d 61 6c 6c 6f 72 79 20 69 73 20 6e 6f 74 20 69 6e 20 74 68 65 20 72 6f 73 74 65 72  # reason
        """

    static let announcement = """
        92 01 bc 02  # announcement
          0a f7 01  # what is announced
          0a 0f 6f 66 66 69 63 65 2d 30 61 31 62 32 63 33 64  # federation
          12 20 11*32  # manifest
          18 07  # roster_number = 7
          22 20 12*32  # roster
          2a 20 13*32  # key
          30 03  # round = 3
          38 01  # kind = KIND_TRAINING
          42 20 14*32  # base_model
          4a 20 15*32  # previous_transcript
          52 0d  # hyper_parameters
            08 02  # epochs = 2
            10 20  # batch_size = 32
            19 7b 14 ae 47 e1 7a 84 3f  # learning_rate = 0.01, IEEE 754 little-endian
          5a 12  # codec
            08 10  # value_bits = 16
            10 28  # metric_bits = 40
            19 00 00 00 00 00 00 f8 3f  # clip = 1.5
            20 80 20  # weight_cap = 4096
            28 08  # maximum_participants = 8
          62 06 66 65 64 61 76 67  # strategy
          68 08  # blocks = 8
          70 31  # positions_per_block = 49
          78 fb a0 f1 c2 b1 34  # deadline_milliseconds = 1800000000123
          12 40 16*64  # signature
        """

    /// The bytes of a fixture.
    static func bytes(_ text: String) -> [UInt8] {
        text.split(separator: "\n").flatMap { line in
            line.prefix { $0 != "#" }.split(separator: " ").flatMap { word -> [UInt8] in
                let parts = word.split(separator: "*")
                guard let byte = UInt8(parts[0], radix: 16) else { preconditionFailure("\(word) is no byte") }
                return [UInt8](repeating: byte, count: parts.count == 2 ? Int(parts[1]) ?? 0 : 1)
            }
        }
    }
}
