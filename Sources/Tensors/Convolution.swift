import CTensorKernels

/// A convolution as matrix products: the windows of an image become the columns of a matrix, image by image, so that
/// they stay in the cache; they are computed again on the way back rather than kept.
struct Convolution {
    private let images: Int
    private let kernels: [Int]
    private let window: tk_window

    private var columns: Int { window.out_height * window.out_width }
    private var inner: Int { kernels[1] * kernels[2] * kernels[3] }
    private var imageSize: Int { window.channels * window.height * window.width }
    private var outputSize: Int { kernels[0] * columns }

    init(images: [Int], kernels: [Int], stride: Int, padding: Int) {
        require(
            images.count == 4 && kernels.count == 4 && images[1] == kernels[1] && stride > 0 && padding >= 0
                && images[2] + 2 * padding >= kernels[2] && images[3] + 2 * padding >= kernels[3],
            "convolved: images of shape \(images) and kernels of shape \(kernels) do not fit")
        self.images = images[0]
        self.kernels = kernels
        window = tk_window(
            channels: images[1], height: images[2], width: images[3], kernel_height: kernels[2],
            kernel_width: kernels[3], stride: stride, padding: padding,
            out_height: (images[2] + 2 * padding - kernels[2]) / stride + 1,
            out_width: (images[3] + 2 * padding - kernels[3]) / stride + 1)
    }

    func forward<Scalar>(_ x: Tensor<Scalar>, _ k: Tensor<Scalar>) -> Tensor<Scalar> {
        let product = MatrixProduct(rows: kernels[0], columns: columns, inner: inner)
        return x.withElements { x in
            k.withElements { k in
                Tensor([images, kernels[0], window.out_height, window.out_width]) { out in
                    withColumns { columns in
                        for image in 0..<images {
                            Scalar.kernels.windows(window, x + image * imageSize, columns)
                            Scalar.kernels.product(product, k, columns, 0, out + image * outputSize)
                        }
                    }
                }
            }
        }
    }

    func kernelGradient<Scalar>(_ x: Tensor<Scalar>, _ gradient: Tensor<Scalar>) -> Tensor<Scalar> {
        let product = MatrixProduct(rows: kernels[0], columns: inner, inner: columns, transposesRight: true)
        var result = Tensor(kernels, repeating: Scalar(0))
        x.withElements { x in
            gradient.withElements { gradient in
                result.withMutableElements { out in
                    withColumns { columns in
                        for image in 0..<images {
                            Scalar.kernels.windows(window, x + image * imageSize, columns)
                            Scalar.kernels.product(product, gradient + image * outputSize, columns, 1, out)
                        }
                    }
                }
            }
        }
        return result
    }

    func imageGradient<Scalar>(_ k: Tensor<Scalar>, _ gradient: Tensor<Scalar>) -> Tensor<Scalar> {
        let product = MatrixProduct(rows: inner, columns: columns, inner: kernels[0], transposesLeft: true)
        var result = Tensor([images, window.channels, window.height, window.width], repeating: Scalar(0))
        k.withElements { k in
            gradient.withElements { gradient in
                result.withMutableElements { out in
                    withColumns { columns in
                        for image in 0..<images {
                            Scalar.kernels.product(product, k, gradient + image * outputSize, 0, columns)
                            Scalar.kernels.windowsGradient(window, columns, out + image * imageSize)
                        }
                    }
                }
            }
        }
        return result
    }

    private func withColumns<Scalar>(_ body: (UnsafeMutablePointer<Scalar>) -> Void) {
        let buffer = UnsafeMutablePointer<Scalar>.allocate(capacity: Swift.max(inner * columns, 1))
        defer { buffer.deallocate() }
        body(buffer)
    }
}
