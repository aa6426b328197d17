import CTensorKernels

extension Variable {
    /// The two-dimensional convolution (strictly, correlation) of images [n, channels, height, width] with kernels
    /// [out channels, channels, kernel height, kernel width], zeros around the images `padding` deep.
    @specialized(where Scalar == Float)
    public func convolved(_ kernels: Self, stride: Int = 1, padding: Int = 0) -> Self {
        let convolution = Convolution(images: shape, kernels: kernels.shape, stride: stride, padding: padding)
        let (a, b) = (node, kernels.node)
        let (x, k) = (value, kernels.value)
        return tape.record(convolution.forward(x, k), of: [self, kernels]) { gradient, gradients in
            gradients.add(b) { convolution.kernelGradient(x, gradient) }
            gradients.add(a) { convolution.imageGradient(k, gradient) }
        }
    }

    /// The largest element of each window of images [n, channels, height, width].
    @specialized(where Scalar == Float)
    public func maxPooled(_ size: Int, stride: Int? = nil) -> Self {
        let window = tk_window.pooling(shape, size: size, stride: stride ?? size)
        let (n, shape) = (shape[0], shape)
        let own = shape.dropFirst().reduce(1, *)
        let pooled = window.channels * window.out_height * window.out_width
        var places = [Int32](repeating: 0, count: n * pooled)
        let result = value.withElements { source in
            Tensor([n, window.channels, window.out_height, window.out_width]) { out in
                places.withUnsafeMutableBufferPointer { buffer in
                    guard let places = buffer.baseAddress else { return }
                    for image in 0..<n {
                        Scalar.kernels.maxPool(
                            window, source + image * own, out + image * pooled, places + image * pooled)
                    }
                }
            }
        }
        for image in 1..<Swift.max(n, 1) {
            for index in (image * pooled)..<((image + 1) * pooled) { places[index] += Int32(image * own) }
        }
        let indices = RowIndices(checked: places, limit: value.count, width: 1)
        return mapped(result) { gradient in gradient.scattered(indices, shape) }
    }

    /// The mean of each window of images [n, channels, height, width].
    @specialized(where Scalar == Float)
    public func averagePooled(_ size: Int, stride: Int? = nil) -> Self {
        let window = tk_window.pooling(shape, size: size, stride: stride ?? size)
        let shape = shape
        let pooled = [shape[0], window.channels, window.out_height, window.out_width]
        let result = value.eachImage(pooled) { Scalar.kernels.averagePool(window, $0, $1) }
        return mapped(result) { gradient in
            gradient.eachImage(shape) { Scalar.kernels.averagePoolGradient(window, $0, $1) }
        }
    }
}

extension Tensor {
    /// `body` on each element of the first axis, from here into a result of `shape` that starts as zeros.
    fileprivate func eachImage(
        _ shape: [Int], _ body: (UnsafePointer<Scalar>, UnsafeMutablePointer<Scalar>) -> Void
    ) -> Self {
        var result = Tensor(shape, repeating: 0)
        let (own, other) = (self.shape.dropFirst().reduce(1, *), shape.dropFirst().reduce(1, *))
        withElements { source in
            result.withMutableElements { out in
                for image in 0..<shape[0] { body(source + image * own, out + image * other) }
            }
        }
        return result
    }
}

extension tk_window {
    static func pooling(_ shape: [Int], size: Int, stride: Int) -> Self {
        require(
            shape.count == 4 && size > 0 && stride > 0 && size <= shape[2] && size <= shape[3],
            "pooling: windows of \(size) of images of shape \(shape), which should be [n, channels, height, width]")
        return tk_window(
            channels: shape[1], height: shape[2], width: shape[3], kernel_height: size, kernel_width: size,
            stride: stride, padding: 0, out_height: (shape[2] - size) / stride + 1,
            out_width: (shape[3] - size) / stride + 1)
    }
}
