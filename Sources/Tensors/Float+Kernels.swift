import CTensorKernels

extension Float: TensorScalar {
    /// The loops over buffers of `Float`.
    public static let kernels = Kernels<Float>(
        add: .init(pair: tk_add_f, number: tk_add_number_f, reversed: { tk_add_number_f($0, $2, $1, $3) }),
        subtract: .init(pair: tk_sub_f, number: tk_sub_number_f, reversed: tk_number_sub_f),
        multiply: .init(pair: tk_mul_f, number: tk_mul_number_f, reversed: { tk_mul_number_f($0, $2, $1, $3) }),
        divide: .init(pair: tk_div_f, number: tk_div_number_f, reversed: tk_number_div_f),
        fill: tk_fill_f,
        accumulate: tk_accumulate_f,
        exp: tk_exp_f,
        log: tk_log_f,
        sqrt: tk_sqrt_f,
        relu: tk_relu_f,
        sigmoid: tk_sigmoid_f,
        tanh: tk_tanh_f,
        sqrtGradient: tk_sqrt_gradient_f,
        reluGradient: tk_relu_gradient_f,
        sigmoidGradient: tk_sigmoid_gradient_f,
        tanhGradient: tk_tanh_gradient_f,
        sum: tk_sum_f,
        max: tk_max_f,
        dot: tk_dot_f,
        softmax: tk_softmax_f,
        logSoftmax: tk_log_softmax_f,
        softmaxGradient: tk_softmax_gradient_f,
        logSoftmaxGradient: tk_log_softmax_gradient_f,
        copy: tk_copy_f,
        gather: tk_gather_f,
        scatter: tk_scatter_f,
        bag: tk_bag_f,
        bagGradient: tk_bag_gradient_f,
        windows: tk_windows_f,
        windowsGradient: tk_windows_gradient_f,
        maxPool: tk_max_pool_f,
        averagePool: tk_average_pool_f,
        averagePoolGradient: tk_average_pool_gradient_f,
        lstmMemory: tk_lstm_memory_f,
        lstmMemoryGradient: tk_lstm_memory_gradient_f,
        lstmOutput: tk_lstm_output_f,
        lstmOutputGradient: tk_lstm_output_gradient_f,
        uniform: tk_uniform_f,
        dropout: tk_dropout_f,
        logisticLoss: tk_logistic_loss_f,
        logisticLossGradient: tk_logistic_loss_gradient_f,
        adam: { count, width, rows, step, gradient, first, second, parameters in
            let step = tk_adam_step_f(
                first_decay: step.firstDecay, second_decay: step.secondDecay, step_size: step.stepSize,
                second_correction: step.secondCorrection, epsilon: step.epsilon)
            tk_adam_f(count, width, rows, step, gradient, first, second, parameters)
        },
        product: { product, left, right, beta, out in
            let (layout, strides) = (product.layout, product.strides)
            let isDone = BLAS.run { library in
                library.multiplyFloats(
                    OpenBLAS.rowMajor, layout.left, layout.right, CInt(product.rows), CInt(product.columns),
                    CInt(product.inner), 1, left, CInt(strides.left), right, CInt(strides.right), beta, out,
                    CInt(product.columns))
            }
            if !isDone { product.loop(left, right, beta, out) }
        })
}
