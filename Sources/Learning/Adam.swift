import Foundation

/// Adam (Kingma, Ba, 2015, algorithm 1), one parameter at a time. Lazy: the moments of a parameter without a
/// gradient rest, so that a step costs what its batch touches.
struct Adam {
    private static let firstDecay: Float = 0.9
    private static let secondDecay: Float = 0.999
    private static let epsilon: Float = 1e-8

    private let learningRate: Float
    private var firstMoments: [Float]
    private var secondMoments: [Float]
    private var steps = 0
    private var stepSize: Float = 0
    private var secondCorrection: Float = 0

    init(parameterCount: Int, learningRate: Float) {
        self.learningRate = learningRate
        firstMoments = Array(repeating: 0, count: parameterCount)
        secondMoments = Array(repeating: 0, count: parameterCount)
    }

    /// Counts a step; the parameters' updates follow.
    mutating func beginStep() {
        steps += 1
        stepSize = Float(Double(learningRate) / (1 - pow(Double(Self.firstDecay), Double(steps))))
        secondCorrection = Float(1 / (1 - pow(Double(Self.secondDecay), Double(steps))))
    }

    mutating func update(_ parameter: inout Float, at index: Int, gradient: Float) {
        let first = Self.firstDecay * firstMoments[index] + (1 - Self.firstDecay) * gradient
        let second = Self.secondDecay * secondMoments[index] + (1 - Self.secondDecay) * gradient * gradient
        firstMoments[index] = first
        secondMoments[index] = second
        parameter -= stepSize * first / ((second * secondCorrection).squareRoot() + Self.epsilon)
    }
}
